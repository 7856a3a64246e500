-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  7 migrations, from 001_shop.sql to 007_rows.sql
-- Inputs:  SHA-256 4f696a6208a45a2c398c8651a8f81ae0c55b2bd84fb33155726266ec8dfbae4a
-- Exact:   yes; 6 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE `products` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `name` varchar(100) NOT NULL,
  `price` decimal(10,2) NOT NULL CHECK (price >= 0),
  `sku` varchar(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `products_by_name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `orders` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `product_id` int(11) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `orders_product` (`product_id`),
  CONSTRAINT `orders_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;


-- Rows ------------------------------------------------------------------------

INSERT INTO `products` (`id`, `name`, `price`, `sku`) VALUES
  (1, 'tea', 3.50, NULL),
  (2, 'coffee', 12.00, NULL);
