package io.gyre.analysis.kernel.syscalls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.figures.Durations;
import io.gyre.analysis.figures.FixedMap;
import io.gyre.analysis.kernel.call.Exit;
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
public record Outcomes(Durations durations, SortedMap<Integer, Long> errors, Returned returned) {

    public static final Outcomes NONE = new Outcomes(Durations.NONE, Collections.emptySortedMap(), Returned.NONE);

    public Outcomes {
        errors = FixedMap.of(errors);
    }

    /** {@return one call} */
    static Outcomes of(String call, long ns, long ret) {
        int error = Exit.error(ret);
        return new Outcomes(Durations.of(ns),
                error == 0 ? Collections.emptySortedMap() : new TreeMap<>(Map.of(error, 1L)),
                Returned.of(Returned.value(call, ret)));
    }

    public Outcomes plus(Outcomes other) {
        return new Outcomes(durations.plus(other.durations), FixedMap.joined(errors, other.errors, Long::sum),
                returned.plus(other.returned));
    }

    long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    long succeeded() {
        return durations.count() - failed();
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
        returned.write(out);
    }

    static Outcomes read(PartialInput in, int version) throws PartialFormatException {
        Durations durations = Durations.read(in);
        var errors = in.readMap(2, from -> (int) from.readUnsigned(), PartialInput::readUnsigned);
        return new Outcomes(durations, errors,
                version < SyscallEncoding.WITH_RETURNED ? Returned.NONE : Returned.read(in));
    }
}
