package io.gyre.allinone;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.sinks.FinalResults;
import io.gyre.wire.LineId;
import io.gyre.wire.Result;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The latest answers about whole session lines, out of the results as they come, and which of them are final. For one thread. */
public final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FinalResults latest = new FinalResults();
    private final Set<LineId> closed = new HashSet<>();

    /** Takes a result, in the order of its partition. */
    public void add(Result result) {
        latest.offer(result);
        if (result.closing()) {
            closed.add(result.line());
        }
    }

    /** {@return whether nothing will change any more about these lines} */
    public boolean areFinal(Collection<LineId> lines) {
        return closed.containsAll(lines);
    }

    /** {@return the latest result of each analysis about each of these lines} */
    public List<Result> results(Collection<LineId> lines) {
        return latest.all().stream().filter(result -> lines.contains(result.line())).toList();
    }

    /**
     * {@return one object: the name of each of these analyses, and under it a list with an entry for each of these lines that it has
     * something to say of, in the shape of {@code gyre report --json}}
     */
    public ObjectNode json(List<? extends Analysis<?>> analyses, Collection<LineId> lines) {
        ObjectNode answers = JsonNodeFactory.instance.objectNode();
        for (Analysis<?> analysis : analyses) {
            ArrayNode entries = answers.putArray(analysis.name());
            results(lines).stream().filter(result -> result.analysis().equals(analysis.name()))
                    .map(Answers::entry).forEach(entries::add);
        }
        return answers;
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
