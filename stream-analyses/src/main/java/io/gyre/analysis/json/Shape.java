package io.gyre.analysis.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** Objects with the same fields, of which answers have thousands: they share the names. */
public final class Shape {
    private final String[] names;
    private final int[] hashes;

    private Shape(List<String> names) {
        this.names = names.toArray(String[]::new);
        this.hashes = names.stream().mapToInt(String::hashCode).toArray();
    }

    /** @param names of the fields, all different */
    public static Shape of(String... names) {
        return new Shape(List.copyOf(Arrays.asList(names)));
    }

    /** {@return an object with a value for each of the names} */
    public ObjectNode node(JsonNode... values) {
        if (values.length != names.length) {
            throw new IllegalArgumentException(values.length + " values for " + names.length + " names");
        }
        return new ObjectNode(JsonNodeFactory.instance, new FewFields(names, hashes, values, names.length));
    }
}
