package io.gyre.analysis.lami;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What a consumer of LAMI 1.0, such as Trace Compass, reads. Times are nanoseconds since the epoch. */
public final class Lami {
    /** What {@code --mi-version} answers. */
    public static final String VERSION = "1.0";

    private Lami() {}

    /** {@return the analyses among these that have tables} */
    public static List<String> supported(Collection<String> analyses) {
        var supported = new TreeSet<String>();
        LamiTable.ALL.forEach(table -> supported.add(table.analysis()));
        supported.retainAll(analyses);
        return List.copyOf(supported);
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
        of(analyses).forEach(table -> classes.set(table.id(), table.description()));
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
        for (LamiTable table : of(analyses)) {
            for (JsonNode entry : answers.path(table.analysis())) {
                if (entry.at(table.rows()).isArray()) {
                    ObjectNode result = results.addObject().put("class", table.id());
                    LamiColumn.timeRange(result.putObject("time-range"), beginNs, endNs);
                    result.set("data", table.data(entry, limit));
                }
            }
        }
        return object;
    }

    private static List<LamiTable> of(Collection<String> analyses) {
        return LamiTable.ALL.stream().filter(table -> analyses.contains(table.analysis())).toList();
    }
}
