CREATE FUNCTION tickets_per_status() RETURNS TABLE (status VARCHAR, total BIGINT)
LANGUAGE sql STABLE AS $$
    SELECT status, count(*) FROM tickets GROUP BY status
$$;
GRANT SELECT ON open_tickets TO PUBLIC;
