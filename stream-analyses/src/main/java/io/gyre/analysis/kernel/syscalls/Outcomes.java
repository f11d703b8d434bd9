package io.gyre.analysis.kernel.syscalls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.FixedMap;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Calls that were entered and left.
 *
 * @param errors how many returned each error, by its number
 */
public record Outcomes(Durations durations, SortedMap<Integer, Long> errors) {
    public static final Outcomes NONE = new Outcomes(Durations.NONE, Collections.emptySortedMap());

    public Outcomes {
        errors = FixedMap.of(errors);
    }

    static Outcomes of(Durations durations, int error) {
        return new Outcomes(durations,
                error == 0 ? Collections.emptySortedMap() : new TreeMap<>(Map.of(error, durations.count())));
    }

    public Outcomes plus(Outcomes other) {
        return new Outcomes(durations.plus(other.durations), FixedMap.joined(errors, other.errors, Long::sum));
    }

    long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Adds {@code errors}: {@code {"EAGAIN": 3}}. */
    void jsonErrors(ObjectNode node) {
        ObjectNode named = node.putObject("errors");
        errors.forEach((error, count) -> named.put(Errno.name(error), count));
    }

    /** {@return the errors for people, the most frequent first} */
    String errorText() {
        return errors.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(error -> Errno.name(error.getKey()) + " " + error.getValue()).collect(Collectors.joining(", "));
    }

    void write(PartialOutput out) {
        durations.write(out);
        out.writeUnsigned(errors.size());
        errors.forEach((error, count) -> {
            out.writeUnsigned(error);
            out.writeUnsigned(count);
        });
    }

    static Outcomes read(PartialInput in) throws PartialFormatException {
        Durations durations = Durations.read(in);
        var errors = in.readMap(2, from -> (int) from.readUnsigned(), PartialInput::readUnsigned);
        return new Outcomes(durations, errors);
    }
}
