package io.gyre.analysis.kernel.io;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * Block requests of one place on a disk that are open at the ends of a stretch of time. A completion belongs to the latest request
 * before it that has none yet, as closing brackets do to opening ones; so whatever is whole within a stretch needs no trace in its partial.
 *
 * @param completions whose requests are in the stretch before, at most {@value #MOST}
 * @param issues when requests were issued whose completions are in the stretch after, the latest last, at most {@value #MOST}
 */
public record Request(List<Completion> completions, List<Long> issues) {
    static final int MOST = 64;
    static final Request NONE = new Request(List.of(), List.of());

    /** @param sectors of 512 bytes */
    public record Completion(long ns, boolean isWrite, long sectors, boolean failed) {}

    public Request {
        completions = List.copyOf(completions);
        issues = List.copyOf(issues);
    }

    boolean isNone() {
        return completions.isEmpty() && issues.isEmpty();
    }

    /** Takes a pair that has met: when issued, and the completion. */
    @FunctionalInterface
    interface Met {
        void request(long issuedNs, Completion completion);
    }

    Request followedBy(Request next, Met met) {
        var stillOpen = new ArrayList<>(issues);
        var unmatched = new ArrayList<>(completions);
        for (Completion completion : next.completions) {
            if (stillOpen.isEmpty()) {
                unmatched.add(completion);
            } else {
                met.request(stillOpen.removeLast(), completion);
            }
        }
        stillOpen.addAll(next.issues);
        return of(unmatched, stillOpen);
    }

    static Request of(List<Completion> completions, List<Long> issues) {
        return new Request(completions.subList(0, Math.min(MOST, completions.size())),
                issues.subList(Math.max(0, issues.size() - MOST), issues.size()));
    }

    void write(PartialOutput out) {
        out.writeUnsigned(completions.size());
        completions.forEach(completion -> {
            out.writeSigned(completion.ns);
            out.writeFlag(completion.isWrite);
            out.writeUnsigned(completion.sectors);
            out.writeFlag(completion.failed);
        });
        out.writeUnsigned(issues.size());
        issues.forEach(out::writeSigned);
    }

    static Request read(PartialInput in) throws PartialFormatException {
        var completions = in.readList(4,
                from -> new Completion(from.readSigned(), from.readFlag(), from.readUnsigned(), from.readFlag()));
        var issues = in.readList(1, PartialInput::readSigned);
        return new Request(completions, issues);
    }
}
