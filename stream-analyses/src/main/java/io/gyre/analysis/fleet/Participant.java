package io.gyre.analysis.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Completeness;
import io.gyre.chunk.SessionKey;

/** A session line that has a share in a roll-up, and what is known to be missing from that share. */
public record Participant(SessionKey line, Completeness missing) {
    boolean isComplete() {
        return missing.equals(Completeness.COMPLETE);
    }

    ObjectNode jsonName(ObjectNode node) {
        return node.put("host", line.host()).put("session", line.session()).put("created", line.created());
    }

    /** Adds {@code late_events}, {@code gaps}, {@code discarded_events} and {@code discarded_packets}. */
    static ObjectNode json(ObjectNode node, Completeness missing) {
        return node.put("late_events", missing.lateEvents()).put("gaps", missing.gaps())
                .put("discarded_events", missing.discardedEvents())
                .put("discarded_packets", missing.discardedPackets());
    }
}
