-- Reports are expected: one timer an indicator waits for the next, under INDICATOR PERIOD; what lies on the bus is not missed yet.
create index timer_expect on timer (split_part(subject, ' ', 1)) where kind = 'expect';
create index receipt_pending on receipt (indicator) where state = 'pending';
