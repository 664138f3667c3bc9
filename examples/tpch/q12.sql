select
    l_shipmode,
    count_if(o_orderpriority in ('1-URGENT', '2-HIGH')) as high_line_count,
    sum(case
        when o_orderpriority <> '1-URGENT' and o_orderpriority <> '2-HIGH' then 1
        else 0
    end) as low_line_count
from
    orders,
    lineitem
where
    o_orderkey = l_orderkey
    and l_shipmode in ('MAIL', 'SHIP')
    and l_commitdate < l_receiptdate
    and l_shipdate < l_commitdate
    and l_receiptdate >= to_date('1994-01-01')
    and l_receiptdate < dateadd(year, 1, '1994-01-01'::date)
group by
    l_shipmode
order by
    l_shipmode
