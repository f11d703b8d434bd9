package io.gyre.allinone;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.wire.LineId;
import io.gyre.wire.Result;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The newest answer of each analysis about each session line, out of the results as they come. For one thread. */
public final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, SortedMap<LineId, Result>> byAnalysis = new TreeMap<>();
    private final Set<LineId> closed = new HashSet<>();

    /** Takes a result; those about slices and windows say nothing about the whole line. */
    public void add(Result result) {
        if (result.scope() != Result.Scope.LINE) {
            return;
        }
        byAnalysis.computeIfAbsent(result.analysis(), name -> new TreeMap<>()).put(result.line(), result);
        if (result.closing()) {
            closed.add(result.line());
        }
    }

    /** {@return whether nothing will change any more about these lines} */
    public boolean areFinal(Collection<LineId> lines) {
        return closed.containsAll(lines);
    }

    /**
     * {@return one object: the name of each of these analyses, and under it a list with an entry for each of these lines that it has
     * something to say of, in the shape of {@code gyre report --json}}
     */
    public ObjectNode json(List<? extends Analysis<?>> analyses, Collection<LineId> lines) {
        ObjectNode answers = JsonNodeFactory.instance.objectNode();
        for (Analysis<?> analysis : analyses) {
            ArrayNode entries = answers.putArray(analysis.name());
            byAnalysis.getOrDefault(analysis.name(), Collections.emptySortedMap()).values().stream()
                    .filter(result -> lines.contains(result.line())).map(Answers::entry).forEach(entries::add);
        }
        return answers;
    }

    /** {@return the newest result of each analysis about each of these lines, in the order of their names} */
    public List<Result> results(Collection<LineId> lines) {
        return byAnalysis.values().stream().flatMap(results -> results.values().stream())
                .filter(result -> lines.contains(result.line())).toList();
    }

    private static JsonNode entry(Result result) {
        try {
            return JSON.readTree(result.json());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the result of " + result.analysis() + " about " + result.line() + " is no JSON", e);
        }
    }
}
