"""From an archive to tables, on one machine: in shards, with a ledger, so that nothing is lost and nothing done twice."""
