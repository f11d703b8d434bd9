package io.gyre.analysis.lami;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** What a consumer of LAMI 1.0, such as Trace Compass, reads. Times are nanoseconds since the epoch. */
public final class Lami {
    /** What {@code --mi-version} answers. */
    public static final String VERSION = "1.0";

    private Lami() {}

    /** {@return the analyses among these that have tables} */
    public static List<String> supported(Collection<String> analyses) {
        return analyses.stream().filter(analysis -> !LamiTable.of(analysis).isEmpty()).sorted().distinct().toList();
    }

    /** {@return whether an event of this name is one that the tables of one of these analyses are about} */
    public static boolean isAbout(Collection<String> analyses, String event) {
        return analyses.stream().flatMap(analysis -> LamiTable.of(analysis).stream())
                .anyMatch(table -> table.events().test(event));
    }

    /** {@return title, version and the classes of tables of some analyses} */
    public static ObjectNode metadata(Collection<String> analyses) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.putObject("mi-version").put("major", 1).put("minor", 0);
        metadata.putObject("version").put("major", 0).put("minor", 1).put("patch", 0);
        metadata.put("title", "Gyre: " + String.join(", ", analyses));
        metadata.put("description", "Gyre's analyses of LTTng traces: " + String.join(", ", analyses));
        metadata.putArray("authors").add("The Gyre project");
        ArrayNode tags = metadata.putArray("tags").add("gyre");
        analyses.forEach(tags::add);
        ObjectNode classes = metadata.putObject("table-classes");
        for (String analysis : analyses) {
            LamiTable.of(analysis).forEach(table -> classes.set(table.id(analysis), table.description(analysis)));
        }
        return metadata;
    }

    /**
     * {@return the results}: a table for each list that is there and for each session line.
     *
     * @param answers the name of each analysis, and under it an entry for each session line, as {@code LocalReport} has them
     * @param limit the most rows of a table
     */
    public static ObjectNode results(JsonNode answers, Collection<String> analyses, long beginNs, long endNs,
            int limit) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode results = object.putArray("results");
        for (String analysis : analyses) {
            for (LamiTable table : LamiTable.of(analysis)) {
                for (JsonNode entry : answers.path(analysis)) {
                    if (entry.at(table.rows()).isContainerNode()) {
                        ObjectNode result = results.addObject().put("class", table.id(analysis));
                        LamiColumn.timeRange(result.putObject("time-range"), beginNs, endNs);
                        result.set("data", table.data(entry, limit));
                    }
                }
            }
        }
        return object;
    }
}
