package io.gyre.analysis.alert;

import java.util.Map;
import java.util.TreeMap;

/** What is known of a part of an answer in JSON before there is an answer. */
sealed interface Shape {

    record Numeric() implements Shape {}

    record Text() implements Shape {}

    /** Nothing is known of it. */
    record Unknown() implements Shape {}

    /** @param rows what each of them is */
    record Rows(Fields rows) implements Shape {}

    /** An object: its fields by name, {@code *} being any. */
    record Fields(Map<String, Shape> byName) implements Shape {
        static final String ANY = "*";

        static Fields none() {
            return new Fields(new TreeMap<>());
        }

        /** {@return the field}; nothing is known of what rows above a limit add up to */
        Shape get(String name) {
            Shape known = byName.containsKey(name) ? byName.get(name) : byName.get(ANY);
            if (known != null) {
                return known;
            }
            return name.startsWith("other_") ? new Unknown() : new Missing();
        }

        /** Adds a leaf at a path as the catalogue has it. */
        void add(String path, Shape leaf) {
            int dot = path.indexOf('.');
            if (dot < 0) {
                byName.put(path, leaf);
                return;
            }
            String name = path.substring(0, dot);
            boolean isRows = name.endsWith("[]");
            Shape child = byName.computeIfAbsent(isRows ? name.substring(0, name.length() - 2) : name,
                    any -> isRows ? new Rows(none()) : none());
            switch (child) {
                case Rows(Fields rows) -> rows.add(path.substring(dot + 1), leaf);
                case Fields fields -> fields.add(path.substring(dot + 1), leaf);
                case Numeric _,Text _,Unknown _,Missing _ ->
                    throw new IllegalStateException("a field is both a figure and more: " + path);
            }
        }
    }

    /** There is no such field. */
    record Missing() implements Shape {}
}
