package io.gyre.streams;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.line.AnalysisSet;
import io.gyre.streams.StoreKeys.Section;
import io.gyre.streams.stitch.InlineLine;
import io.gyre.streams.stitch.LineHead;
import io.gyre.streams.stitch.StitchedLine;
import io.gyre.wire.LineId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The lines as far as they are stitched: a head each, and what each analysis knows apart from it, in parts where that is large. */
final class LineStore {
    private final StitchRules rules;
    private final KeyValueStore<Bytes, byte[]> heads;
    private final LargeValues values;

    LineStore(StitchRules rules, KeyValueStore<Bytes, byte[]> store) {
        this.rules = rules;
        this.heads = store;
        this.values = new LargeValues(store);
    }

    /** @throws StateException when what is stored is damaged, incomplete or of a newer version */
    StitchedLine load(LineId line) {
        byte[] head = heads.get(StoreKeys.line(line));
        if (head == null) {
            return StitchedLine.start(rules.analyses());
        }
        try {
            StitchedLine.Encoded inline = InlineLine.decode(head);
            return StitchedLine.decode(inline == null ? load(line, LineHead.decode(head)) : inline, rules.analyses(),
                    rules.grid());
        } catch (PartialFormatException e) {
            throw new StateException("the stored state of " + line + " cannot be read", e);
        }
    }

    private StitchedLine.Encoded load(LineId line, LineHead head) {
        return new StitchedLine.Encoded(head, load(line, Section.TOTAL, head.total()),
                load(line, Section.OPEN, head.open()));
    }

    private Map<String, byte[]> load(LineId line, Section section, List<String> stored) {
        Set<String> installed = rules.analyses().encodings().stream().map(AnalysisSet.Encoded::name)
                .collect(Collectors.toSet());
        var found = new HashMap<String, byte[]>();
        for (String analysis : stored) {
            if (installed.contains(analysis)) {
                byte[] value = values.get(StoreKeys.line(line, section, analysis));
                if (value == null) {
                    throw new StateException("what " + analysis + " knows of " + line + " is not stored any more");
                }
                found.put(analysis, value);
            }
        }
        return found;
    }

    /** {@return the line as {@link #put} takes it}; what fails here is an analysis */
    StitchedLine.Encoded encode(StitchedLine state) {
        return state.encode(rules.analyses(), rules.grid());
    }

    /** Writes what differs from what is stored, and deletes what the line no longer has. */
    void put(LineId line, StitchedLine.Encoded encoded) {
        LineHead before = storedHead(line);
        put(line, Section.TOTAL, before == null ? List.of() : before.total(), encoded.total());
        put(line, Section.OPEN, before == null ? List.of() : before.open(), encoded.open());
        heads.put(StoreKeys.line(line), encoded.head().encode());
    }

    private void put(LineId line, Section section, Collection<String> before, Map<String, byte[]> encodings) {
        var gone = new TreeSet<>(before);
        gone.removeAll(encodings.keySet());
        gone.forEach(analysis -> values.delete(StoreKeys.line(line, section, analysis)));
        encodings.forEach((analysis, value) -> values.put(StoreKeys.line(line, section, analysis), value));
    }

    /** {@return the head under which something is stored apart}; null when there is none */
    private @Nullable LineHead storedHead(LineId line) {
        byte[] head = heads.get(StoreKeys.line(line));
        try {
            return head == null || InlineLine.decode(head) != null ? null : LineHead.decode(head);
        } catch (PartialFormatException e) {
            throw new StateException("the stored state of " + line + " cannot be read", e);
        }
    }
}
