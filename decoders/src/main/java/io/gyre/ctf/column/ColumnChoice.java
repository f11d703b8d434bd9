package io.gyre.ctf.column;

import io.gyre.ctf.filter.GlobPattern;
import java.util.Arrays;
import java.util.List;

/**
 * Which fields become columns.
 *
 * @param fields patterns of their paths, one of which has to match; none for all fields
 */
public record ColumnChoice(List<GlobPattern> fields) {
    public static final ColumnChoice ALL = new ColumnChoice(List.of());

    public ColumnChoice {
        fields = List.copyOf(fields);
    }

    /** {@return a choice of fields by their paths}, in which {@code *} matches anything */
    public static ColumnChoice of(String... fields) {
        return new ColumnChoice(Arrays.stream(fields).map(GlobPattern::of).toList());
    }

    boolean wants(String path) {
        return fields.isEmpty() || fields.stream().anyMatch(field -> field.matches(path));
    }
}
