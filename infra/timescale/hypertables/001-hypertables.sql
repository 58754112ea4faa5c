-- Only where TimescaleDB is there. Chunks by the period's local start. Half a year a chunk: 10 000 daily indicators make
-- about 1.8 million rows of some 150 bytes then, so the newest chunk of each table and its indexes stay in memory.
select create_hypertable('observation', by_range('starts', interval '6 months'), migrate_data => true);
select create_hypertable('assessment', by_range('starts', interval '6 months'), migrate_data => true);
select create_hypertable('figure', by_range('starts', interval '6 months'), migrate_data => true);
