CREATE VIEW open_loans AS
SELECT loans.id, tools.name AS tool, members.full_name AS member, loans.borrowed
FROM loans
JOIN tools ON tools.id = loans.tool_id
JOIN members ON members.id = loans.member_id
WHERE loans.returned IS NULL;
