package io.gyre.sinks.file;

/**
 * A column of a {@link Table}: its name in JSON and in Parquet, and its type.
 */
record Column(String name, Type type) {
    /** The types that columns have; any cell may be null. */
    enum Type {
        /** {@link String}. */
        TEXT("VARCHAR"),
        /** {@link Long}. */
        INTEGER("BIGINT"),
        /** {@link Boolean}. */
        BOOLEAN("BOOLEAN"),
        /** {@link String} that is one JSON value on one line; nested as it stands, so that numbers keep all their digits. */
        JSON("JSON");

        private final String sqlName;

        Type(String sqlName) {
            this.sqlName = sqlName;
        }

        String sqlName() {
            return sqlName;
        }
    }

    static Column text(String name) {
        return new Column(name, Type.TEXT);
    }

    static Column integer(String name) {
        return new Column(name, Type.INTEGER);
    }
}
