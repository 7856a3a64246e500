CREATE TABLE orders(idAS code) AS TABLE "user";
CREATE TABLE orders(id, code int) AS TABLE "user";
SELECT a FROM ("user");
