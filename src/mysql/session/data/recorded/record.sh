#!/bin/sh
# Records what a MariaDB server answers to the statements of a file, one per line:
#   ./record.sh --socket=/run/mysqld/mysqld.sock < rows.sql > rows.expected
# The database `recorded` is made and dropped.
{
    printf 'DROP DATABASE IF EXISTS recorded; CREATE DATABASE recorded CHARACTER SET utf8mb4; USE recorded; SET NAMES utf8mb4;\n'
    awk '{ print "SELECT \"@@\";"; print $0 ";" }'
    printf 'SELECT "@@"; DROP DATABASE recorded;\n'
} | mariadb --unbuffered --force --batch --skip-column-names --default-character-set=utf8mb4 "$@" 2>&1 | awk '
    $0 == "@@" { if (open) print (answer == "" ? "ok" : answer); open = 1; answer = ""; next }
    /^ERROR / { match($0, /: /); line = $2 ": " substr($0, RSTART + 2); answer = line; next }
    { gsub(/\t/, "|"); answer = answer (answer == "" ? "" : "\\n") $0 }'
