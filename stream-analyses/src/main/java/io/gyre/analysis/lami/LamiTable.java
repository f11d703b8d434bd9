package io.gyre.analysis.lami;

import static io.gyre.analysis.lami.LamiColumn.count;
import static io.gyre.analysis.lami.LamiColumn.duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.lami.LamiColumn.DataClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A class of tables: which list of an analysis's JSON it shows.
 *
 * @param analysis its name; of declared analyses what all their names begin with, and {@code *}
 * @param rows where the list is in the entry of a session line, as a JSON pointer; an object counts as the list of its fields, each with
 *        {@code name} and {@code value}
 */
record LamiTable(String analysis, String name, String title, String rows, List<LamiColumn> columns) {

    static final LamiColumn WHEN = LamiColumn.of("Time", DataClass.TIME_RANGE, "");
    static final LamiColumn TOOK = duration("Duration", "/duration_ns");
    static final LamiColumn THREAD = LamiColumn.of("Thread", DataClass.PROCESS, "");
    static final LamiColumn PROCESS = LamiColumn.of("Process", DataClass.PROCESS, "");
    static final LamiColumn BY_THREAD = LamiColumn.of("Thread", DataClass.PROCESS, "/thread");
    static final LamiColumn CALL = LamiColumn.of("System call", DataClass.SYSCALL, "/call");
    static final LamiColumn CPU = LamiColumn.of("CPU", DataClass.CPU, "/cpu");

    private static final Pattern KERNEL_EVENT = Pattern
            .compile("^(sched_switch$|syscall_entry_|irq_handler_|kmem_|mm_page_|net_(dev|if)_|block_rq_)");
    private static final Pattern LOG_EVENT = Pattern.compile("^lttng_(jul|log4j2?|logback|python):");

    /** {@return columns and those of durations}: how many, the shortest, their mean, the longest, their standard deviation. */
    static List<LamiColumn> statistics(LamiColumn... of) {
        return statistics("", List.of(of));
    }

    /** @param in where the durations are in a row, as a JSON pointer */
    static List<LamiColumn> statistics(String in, List<LamiColumn> of) {
        var columns = new ArrayList<>(of);
        columns.addAll(List.of(count("Count", "", in + "/count"), duration("Minimum", in + "/min_ns"),
                duration("Average", in + "/mean_ns"), duration("Maximum", in + "/max_ns"),
                duration("Standard deviation", in + "/stdev_ns")));
        return List.copyOf(columns);
    }

    /** {@return the tables of an analysis of this name} */
    static List<LamiTable> of(String analysis) {
        return Stream.concat(KernelTables.ALL.stream(), OtherTables.ALL.stream())
                .filter(table -> table.isOf(analysis)).toList();
    }

    private boolean isOf(String named) {
        return isDeclared() ? named.startsWith(analysis.substring(0, analysis.length() - 1)) : named.equals(analysis);
    }

    /** {@return which events it is about}; of what users declare, and where all count, any. */
    Predicate<String> events() {
        return switch (analysis) {
            case "callstack" -> event -> event.startsWith("lttng_ust_cyg_profile");
            case "heap" -> event -> event.startsWith("lttng_ust_libc:");
            case "logs" -> event -> LOG_EVENT.matcher(event).find();
            case "events", "rates", "probes", "pairs-*", "counters-*" -> _ -> true;
            default -> event -> KERNEL_EVENT.matcher(event).find();
        };
    }

    private boolean isDeclared() {
        return analysis.endsWith("*");
    }

    /** {@return its name among all, for an analysis of this name} */
    String id(String of) {
        return of + "-" + name;
    }

    ObjectNode description(String of) {
        ObjectNode description = JsonNodeFactory.instance.objectNode().put("title",
                isDeclared() ? title + ": " + of : title);
        ArrayNode descriptions = description.putArray("column-descriptions");
        columns.forEach(column -> descriptions.add(column.description()));
        return description;
    }

    /** @param limit the most rows */
    ArrayNode data(JsonNode entry, int limit) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        for (JsonNode row : rowsOf(entry.at(rows))) {
            if (data.size() < limit) {
                ArrayNode cells = data.addArray();
                columns.forEach(column -> cells.add(column.cell(row)));
            }
        }
        return data;
    }

    private static Iterable<JsonNode> rowsOf(JsonNode list) {
        if (!list.isObject()) {
            return list;
        }
        var rows = new ArrayList<JsonNode>();
        list.properties().forEach(field -> {
            ObjectNode row = JsonNodeFactory.instance.objectNode().put("name", field.getKey());
            rows.add(row.set("value", field.getValue()));
        });
        return rows;
    }
}
