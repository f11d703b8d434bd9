package io.gyre.analysis.lami;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A column of a table, and where its cells come from.
 *
 * @param field of the row that an analysis has in its JSON; empty for the row itself
 */
record LamiColumn(String title, DataClass type, String unit, String field) {

    /** LAMI's classes of data objects, as far as the tables have them. */
    enum DataClass {
        NUMBER, STRING, DURATION, SIZE, TIMESTAMP, TIME_RANGE, CPU, SYSCALL, PROCESS, HARD_IRQ, SOFT_IRQ, DISK, NETIF, PATH;

        String word() {
            return switch (this) {
                case HARD_IRQ, SOFT_IRQ -> "irq";
                default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
            };
        }
    }

    static LamiColumn of(String title, DataClass type, String field) {
        return new LamiColumn(title, type, "", field);
    }

    static LamiColumn count(String title, String unit, String field) {
        return new LamiColumn(title, DataClass.NUMBER, unit, field);
    }

    static LamiColumn duration(String title, String field) {
        return of(title, DataClass.DURATION, field);
    }

    static LamiColumn size(String title, String field) {
        return of(title, DataClass.SIZE, field);
    }

    static LamiColumn text(String title, String field) {
        return of(title, DataClass.STRING, field);
    }

    ObjectNode description() {
        ObjectNode description = JsonNodeFactory.instance.objectNode().put("title", title).put("class", type.word());
        return unit.isEmpty() ? description : description.put("unit", unit);
    }

    /** {@return the cell}; JSON's null, LAMI's empty cell, where the row does not tell. */
    JsonNode cell(JsonNode row) {
        JsonNode value = field.isEmpty() ? row : row.at(field);
        if (value.isMissingNode() || value.isNull()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode cell = JsonNodeFactory.instance.objectNode().put("class", type.word());
        switch (type) {
            case NUMBER, DURATION, SIZE, TIMESTAMP -> cell.set("value", value);
            case STRING -> cell.put("value", words(value));
            case CPU -> cell.set("id", value);
            case SYSCALL, DISK, NETIF -> cell.set("name", value);
            case PATH -> cell.set("path", value);
            case TIME_RANGE -> timeRange(cell, first(value, "from_ns", "begin_ns").asLong(),
                    first(value, "to_ns", "end_ns").asLong());
            case PROCESS -> {
                set(cell, "name", first(value, "comm", "process"));
                set(cell, "pid", first(value, "pid", "vpid"));
                set(cell, "tid", first(value, "tid", "vtid"));
            }
            case HARD_IRQ -> irq(cell.put("hard", true), value, "irq");
            case SOFT_IRQ -> irq(cell.put("hard", false), value, "vec");
        }
        return cell;
    }

    private static void irq(ObjectNode cell, JsonNode row, String number) {
        copy(row, number, cell, "nr");
        copy(row, "name", cell, "name");
    }

    /** {@return text as it is, the parts of a list one after the other} */
    private static String words(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        var parts = new StringJoiner(", ");
        value.forEach(part -> parts.add(part.asText()));
        return parts.toString();
    }

    private static JsonNode first(JsonNode from, String field, String otherwise) {
        return from.has(field) ? from.path(field) : from.path(otherwise);
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        set(to, name, from.path(field));
    }

    private static void set(ObjectNode to, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull()) {
            to.set(name, value);
        }
    }

    static ObjectNode timeRange(ObjectNode range, long beginNs, long endNs) {
        range.put("class", "time-range");
        range.set("begin", timestamp(beginNs));
        range.set("end", timestamp(endNs));
        return range;
    }

    private static ObjectNode timestamp(long ns) {
        return JsonNodeFactory.instance.objectNode().put("class", "timestamp").put("value", ns);
    }
}
