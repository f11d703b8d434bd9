package io.gyre.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.ctf.filter.GlobPattern;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which threads' rows people want to see. What is told of all threads together, and cannot be told of some, is left out.
 *
 * @param tids one of which a thread's id has to be; none for all
 * @param names patterns of the kernel's names of threads, one of which has to match; none for all
 */
public record Threads(Set<Integer> tids, List<GlobPattern> names) {
    public static final Threads ALL = new Threads(Set.of(), List.of());

    /** As {@code kernel.thread.ThreadNames} labels a thread. */
    private static final Pattern LABEL = Pattern.compile("(.*) \\((\\d+)\\)");

    public Threads {
        tids = Set.copyOf(tids);
        names = List.copyOf(names);
    }

    public boolean isAll() {
        return tids.isEmpty() && names.isEmpty();
    }

    /** @param tid empty or no number when unknown */
    boolean want(String tid, String comm) {
        return (tids.isEmpty() || tids.stream().anyMatch(wanted -> wanted.toString().equals(tid)))
                && (names.isEmpty() || names.stream().anyMatch(name -> name.matches(comm)));
    }

    /** @param label a thread's name, perhaps with its id in brackets */
    boolean wantLabel(String label) {
        Matcher matcher = LABEL.matcher(label);
        return matcher.matches() ? want(matcher.group(2), matcher.group(1)) : want("", label);
    }

    /**
     * Leaves in an answer only lists with a row for each thread or process (or for something that one did), and in these the wanted rows.
     */
    public void choose(ObjectNode answer) {
        if (!isAll()) {
            answer.properties().removeIf(property -> !keep(property.getValue()));
        }
    }

    private boolean keep(JsonNode value) {
        return switch (value) {
            case ArrayNode rows when StreamSupport.stream(rows.spliterator(), false).anyMatch(Threads::isOfThread) -> {
                rows.removeIf(row -> !wantRow(row));
                yield true;
            }
            case ObjectNode part -> {
                part.properties().removeIf(property -> !keep(property.getValue()));
                yield !part.isEmpty();
            }
            default -> false;
        };
    }

    private static boolean isOfThread(JsonNode row) {
        return threads(row).findAny().isPresent() || row.has("pid") || row.has("vpid");
    }

    private static Stream<JsonNode> threads(JsonNode row) {
        return Stream.of(row, row.path("thread"), row.path("waker"), row.path("wakee")).filter(part -> part.has("tid"));
    }

    /** A process is known by its first thread. */
    private boolean wantRow(JsonNode row) {
        if (threads(row).findAny().isPresent()) {
            return threads(row).anyMatch(thread -> want(thread.path("tid").asText(), thread.path("comm").asText()));
        }
        return want(row.path(row.has("pid") ? "pid" : "vpid").asText(), row.path("process").asText());
    }
}
