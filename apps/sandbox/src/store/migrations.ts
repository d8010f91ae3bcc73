/**
 * The migrations from an empty file to the current tables, in order. Released migrations never
 * change: add a new one instead.
 */
export const migrations: readonly string[] = [
  `
  -- Where each kind of id and number stands. Ids are never given twice, not even after a reset.
  create table sequence (
    name text primary key,
    value integer not null
  ) strict, without rowid;

  create table document (
    kind text not null check (kind in ('invoice', 'order', 'estimation')),
    id integer not null,
    number text not null,
    client text not null,
    primary key (kind, id),
    unique (kind, number)
  ) strict, without rowid;

  -- One log: ids rise, and the order of ids is the order of time.
  create table activity (
    id integer primary key,
    type integer not null,
    invoice_id integer,
    order_id integer,
    estimation_id integer,
    created_on integer not null, -- ticks: 100 ns since the Unix epoch
    record text not null         -- the activity as it is sent and signed, byte for byte
  ) strict;
  create index activity_invoice on activity (invoice_id, id) where invoice_id is not null;
  create index activity_order on activity (order_id, id) where order_id is not null;
  create index activity_estimation on activity (estimation_id, id) where estimation_id is not null;

  create table webhook (
    id integer primary key,
    url text not null unique,
    created_at integer not null, -- milliseconds since the Unix epoch, as all that ends in _at
    position integer not null,   -- the last activity that the URL accepted, or where it began
    failed_tries integer not null default 0, -- in a row
    last_failed_at integer
  ) strict;

  -- What the vendor tried, for people to look at.
  create table attempt (
    id integer primary key,
    webhook_id integer not null,
    url text not null,
    activity_id integer,         -- null: the empty POST at registration
    tried_at integer not null,
    duration_ms integer not null,
    status integer,              -- null: no answer
    error text
  ) strict;
  create index attempt_webhook on attempt (webhook_id, id);

  create table setting (
    name text primary key,
    value text not null          -- JSON
  ) strict, without rowid;
  `,
  `
  -- The document itself. Its content is made when somebody first asks for it (null until then):
  -- ten thousand old activities are recorded in a moment, and few of their documents are read.
  alter table document add column client_id integer; -- null: an order, which has no client
  alter table document add column status text not null default '';
  alter table document add column content text;      -- JSON
  create index document_client on document (client_id) where client_id is not null;

  -- What documents are made of: clients, taxes, work types, products, categories, payment links.
  create table entry (
    kind text not null,
    id integer not null,
    created_at integer not null,
    content text not null, -- JSON
    primary key (kind, id)
  ) strict, without rowid;

  -- Documents of the former version had activities only: those tell what became of them.
  update document set status = coalesce(
    (select case when type = 11 then 'Paid' when type = 13 then 'Overdue'
        when type = 34 then 'Void' when type in (1, 2) then 'Draft' else 'Unpaid' end
      from activity where invoice_id = document.id and type in (1, 2, 11, 12, 13, 34)
      order by activity.id desc limit 1), 'Unpaid') where kind = 'invoice';
  update document set status = 'Unpaid' where kind = 'invoice' and status = 'Draft' and exists (
    select 1 from activity where invoice_id = document.id and type in (3, 4));
  update document set status = coalesce(
    (select case type when 44 then 'Accepted' when 45 then 'Rejected' else 'Draft' end
      from activity where estimation_id = document.id and type in (39, 40, 44, 45)
      order by activity.id desc limit 1), 'Draft') where kind = 'estimation';
  update document set status = case
    (select min(3, count(*)) from activity where order_id = document.id and type = 27)
    when 0 then 'PendingPayment' when 1 then 'Processing' when 2 then 'Shipped'
    else 'Completed' end where kind = 'order';
  `,
  `
  -- The invoices of the Invoice 7 site.
  create table site_invoice (
    id integer primary key,
    number text not null,
    created_at integer not null,
    changed_at integer not null,
    content text not null -- JSON
  ) strict;
  create index site_invoice_number on site_invoice (number);

  -- Its one backup: the invoices, and the id that was given last.
  create table site_backup (
    id integer primary key check (id = 1),
    made_at integer not null,
    last_id integer not null
  ) strict;
  create table site_backup_invoice (
    id integer primary key,
    number text not null,
    created_at integer not null,
    changed_at integer not null,
    content text not null
  ) strict;
  `,
  `
  -- The site as the real module is: its members are columns, and a file of before has a new site.
  drop table site_invoice;
  drop table site_backup_invoice;
  drop table site_backup;
  delete from setting where name in ('site-stocked', 'site-trouble');
  delete from sequence where name = 'site-invoice';

  create table site_invoice (
    iid integer primary key,    -- the bare invoice number
    nid integer not null unique, -- of Drupal's node
    title text not null,
    uid integer not null,
    created integer not null,   -- seconds since the Unix epoch
    changed integer not null,
    leading_zeros integer not null,
    prefix text,
    description text,
    template text not null,
    pay_limit integer not null, -- days
    pay_status text not null,
    customer_id integer not null,
    customer_number integer not null,
    customer text not null,     -- JSON: the other members
    items text not null         -- JSON: in the order of their ids
  ) strict;
  create index site_invoice_changed on site_invoice (changed);
  create table site_backup_invoice as select * from site_invoice;

  -- Its one backup: beside the invoices, where the counters stood.
  create table site_backup (
    id integer primary key check (id = 1),
    made_at integer not null,   -- milliseconds since the Unix epoch
    counters text not null      -- JSON
  ) strict;
  `,
];
