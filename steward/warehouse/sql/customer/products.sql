-- one row per product as the customer knows it, without prices
select
    product_id,
    name,
    family,
    unit,
    use_case,
    proof,
    material
from staging.products
