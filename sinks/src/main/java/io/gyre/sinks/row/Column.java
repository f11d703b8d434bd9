package io.gyre.sinks.row;

/**
 * A column of a {@link Table}: its name in JSON and in Parquet, and its type.
 */
public record Column(String name, Type type) {
    /** The types that columns have; any cell may be null. */
    public enum Type {
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

        /** {@return its name in SQL} */
        public String sqlName() {
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
