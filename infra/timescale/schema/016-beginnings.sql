-- Which record the log of a partition began with when it was read: a log that begins with another one is another log, although its
-- cluster has the same identity and it may have grown beyond the stored position.
alter table consumer_position add first_offset bigint, add first_stamp text;
