-- The ratios of docs/metrics.md that SQL needs for many rows, each written in SQL here alone; tests hold each against its
-- Python form in steward/domain. They are made before any relation, and on every connection that computes.
create or replace macro leaning(score) as
case when score >= 9 then 1 when score >= 7 then 0 when score <= 6 then -1 end;

create or replace macro nps(promoters, detractors, answered) as
case when answered >= 5 then (promoters - detractors) / answered * 100.0 end;

create or replace macro nps_coverage(answered, asked) as
answered / nullif(asked, 0) * 100.0;

create or replace macro budget_used(lost, allowed) as
lost / nullif(allowed, 0) * 100;

create or replace macro utilisation(used, committed) as
coalesce(used, 0) / nullif(committed, 0) * 100;

create or replace macro mean_rating(stars, ratings) as
stars / nullif(ratings, 0);

create or replace macro win_rate(won, ended) as
won / nullif(ended, 0);

-- No ratio: what counts as won of a renewed contract.
create or replace macro renewal_kept(atr, renewed) as
greatest(least(coalesce(renewed, atr), atr), 0);

-- Of an amount as much as a part is of a whole: of what an account kept, what a contract below zero leaves of it.
create or replace macro in_proportion(amount, part, whole) as
coalesce(amount * part / nullif(whole, 0), 0);

-- No ratio: the day of the latest call, mail or meeting until a day.
create or replace macro last_contact(happened_at, until) as
(max(happened_at) filter (where happened_at::date <= until))::date;

-- No ratio: the score of the last of somebody's answers; of two on one day that of the later id.
create or replace macro last_answer(score, day, response_id) as
arg_max(score, row(day, response_id));

-- No ratio: whether a name is that of a line of totals.
create or replace macro called_total(name) as
regexp_matches(lower(name), '(^|[^[:alpha:]])(sub-?)?(totals?|totaal|totale|summe|gesamt)([^[:alpha:]]|$)');

-- What a month's minutes come to a day.
create or replace macro a_day(minutes, month_end) as
minutes / day(month_end);

-- The mean of a reading, so that a month with fewer days or fewer sites is no fall in use.
create or replace macro use_a_reading(used, readings) as
used / nullif(readings, 0);

-- No ratio: the state of an order or of a line, as TM Forum 622 and MEF 123 call it, however it is written.
create or replace macro order_state(word) as
case regexp_replace(lower(word), '[^a-z]', '', 'g')
    when 'acknowledged' then 'acknowledged' when 'inprogress' then 'in progress' when 'held' then 'held'
    when 'pending' then 'pending' when 'assessingcancellation' then 'assessing cancellation'
    when 'pendingcancellation' then 'pending cancellation' when 'cancelled' then 'cancelled'
    when 'canceled' then 'cancelled' when 'completed' then 'completed' when 'failed' then 'failed'
    when 'partial' then 'partial' when 'rejected' then 'rejected' else 'not known'
end;

-- No ratio: what a line of an order or quote does to what the customer has, as TM Forum 622, MEF 123, order systems and
-- carriers call it, however it is written.
create or replace macro order_action(word) as
case
    when word is null then 'add'
    else
        case regexp_replace(lower(word), '[^a-z]', '', 'g')
            when 'add' then 'add' when 'new' then 'add' when 'install' then 'add' when 'provide' then 'add'
            when 'provision' then 'add' when 'activate' then 'add'
            when 'change' then 'change' when 'modify' then 'change' when 'amend' then 'change'
            when 'update' then 'change' when 'upgrade' then 'change' when 'downgrade' then 'change'
            when 'regrade' then 'change' when 'move' then 'change' when 'renew' then 'change'
            when 'renewal' then 'change'
            when 'disconnect' then 'disconnect' when 'delete' then 'disconnect' when 'remove' then 'disconnect'
            when 'cease' then 'disconnect' when 'terminate' then 'disconnect' when 'disconnection' then 'disconnect'
            when 'termination' then 'disconnect' when 'deactivate' then 'disconnect'
            when 'nochange' then 'no change' when 'existing' then 'no change'
            else 'not known'
        end
end;

-- No ratio: whether a line does something whose price is known to be ordered or ended by it.
create or replace macro order_acts(action) as
action in ('add', 'change', 'disconnect');

-- No ratio: what a line of an order brings a month: nothing where it ends something, changes nothing, or nobody knows.
create or replace macro order_mrc(action, cents) as
case when action in ('add', 'change') then cents else 0 end;

-- Orders, in whole cents: each as its form in steward/domain/ordering, held together by tests/ordering/test_sql_agrees.py.
-- Each says what it is given as seldom as it can: DuckDB puts it in, and plans it, wherever it stands.
create or replace macro share_of_cents(cents, part, whole) as
(sign(cents) * ((2 * abs(cents::hugeint) * part + whole) // (2 * whole)))::bigint;

create or replace macro owed_until(mrc, nrc, begins, month_end) as
case
    when begins > month_end then 0
    else
        share_of_cents(mrc, last_day(begins) - begins + 1, day(last_day(begins)))
        + mrc * date_diff('month', begins, month_end) + nrc
end;

-- No ratio: whether a credit, below zero, leaves of a first invoice, or of all that was charged until then, what is owed.
create or replace macro invoice_corrected(expected, charged, owed, charged_until, credited) as
abs(charged + credited - expected) <= greatest(100, share_of_cents(abs(expected), 5, 1000))
or abs(charged_until + credited - owed) <= greatest(100, share_of_cents(abs(owed), 5, 1000));

-- No ratio: a quantity as a number of units; one of more than a thousand million is none.
create or replace macro whole_units(quantity) as
case when quantity = round(quantity) and quantity between 1 and 1000000000 then quantity::bigint end;

-- What an amount at one rate comes to at another; where one of the two is not known, what it is.
create or replace macro rate_moved(now_rate, then_rate) as
coalesce(now_rate / nullif(then_rate, 0), 1);

create or replace macro units_charged(charged, units, expected) as
case when expected > 0 and charged > 0 then (2 * charged::hugeint * units + expected) // (2 * expected) end;

create or replace macro order_bills_from(basis, committed_on, completed_on, accepted_on) as
case lower(basis)
    when 'foc' then committed_on when 'install' then completed_on when 'acceptance' then accepted_on
    else coalesce(accepted_on, completed_on)
end;

create or replace macro order_booking(state, billing_started_on, today) as
case
    when state = 'cancelled' then 'cancelled'
    when state in ('failed', 'rejected') then 'failed'
    when billing_started_on <= today then 'billed'
    else 'not billed'
end;

create or replace macro order_age(signed_on, today) as
case
    when signed_on is null then 'not known'
    when today - signed_on <= 30 then '0–30'
    when today - signed_on <= 60 then '31–60'
    when today - signed_on <= 90 then '61–90'
    else 'over 90'
end;

create or replace macro order_over(state) as
state in ('completed', 'cancelled', 'failed', 'rejected', 'partial');

create or replace macro order_days_late(first_promised_on, completed_on, state, today) as
case
    when completed_on is null and order_over(state) then 0
    else greatest(coalesce(coalesce(completed_on, today) - first_promised_on, 0), 0)
end;

create or replace macro order_expected_on(late_by, waits_since, ends_planned, today) as
case
    when ends_planned is not null
        then least(
            ends_planned + greatest(coalesce(late_by, 0), coalesce(today - waits_since, 0), 0)::integer,
            date '9999-12-31'
        )
end;

create or replace macro order_at_risk(promised_on, expected, state, today) as
coalesce(not order_over(state) and promised_on >= today and expected > promised_on, false);

create or replace macro order_leak(mrc, accepted_on, billed, today) as
case when billed or accepted_on is null then 0 else share_of_cents(mrc, greatest(today - accepted_on, 0), 30) end;

create or replace macro order_days_early(billing_started_on, due_from, today) as
greatest(coalesce(least(coalesce(due_from, today), today) - billing_started_on, 0), 0);

create or replace macro order_not_to_come(state) as
state in ('cancelled', 'failed', 'rejected');
