-- The queue of jobs that must run one after another because they speak of one thing: one of 64 of its kind.
create function lane(kind text, id text) returns text language sql immutable
  return kind || ':' || (hashtext(id) & 63);
