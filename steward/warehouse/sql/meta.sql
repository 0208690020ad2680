-- What a warehouse says about its own load.
create schema meta;
create table meta.tables (
    "table" varchar, source varchar, present boolean, read bigint, loaded bigint, rejected bigint, warnings bigint, -- noqa: RF06
    identical bigint, first_day date, last_day date, seconds double, left_out bigint
);
create table meta.files (
    file varchar, used_by varchar, encoding varchar, delimiter varchar, line_ends varchar, rows bigint,
    rejected bigint, notes varchar
);
create table meta.problems (
    "table" varchar, file varchar, line bigint, "column" varchar, reason varchar, severity varchar, count bigint -- noqa: RF06
);
create table meta.checks (name varchar, about varchar, offending bigint, rows varchar);
create table meta.load (
    loaded_at timestamp, company varchar, currency varchar, fiscal_year_starts integer, strategic_threshold double,
    timezone varchar, as_of date, first_month date, basis varchar, version varchar, seconds double
);
create table meta.rates (
    "table" varchar, "column" varchar, account_id varchar, currency varchar, rate double, month date, amounts bigint -- noqa: RF06
);
create table meta.usage_months (
    month date, readings bigint, of_use bigint, used decimal(38, 6), committed decimal(38, 6),
    readings_here bigint, of_use_here bigint, used_here decimal(38, 6), committed_here decimal(38, 6)
);
create table meta.crm (pipeline varchar, amount_months integer, amount_from varchar);
