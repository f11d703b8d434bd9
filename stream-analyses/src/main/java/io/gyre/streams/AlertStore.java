package io.gyre.streams;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.alert.AlertMemory;
import io.gyre.analysis.alert.Remembered;
import io.gyre.chunk.SessionKey;
import io.gyre.streams.alert.AlertRecords;
import io.gyre.wire.LineId;
import io.gyre.wire.RecordException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What ALERT and HOSTS remember: an entry for each rule and line. What they forward is committed together with it. */
final class AlertStore implements AlertMemory {
    private final KeyValueStore<Bytes, byte[]> store;

    AlertStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public @Nullable Remembered get(SessionKey line, String rule) {
        byte[] stored = store.get(key(line, rule));
        return stored == null ? null : decode(stored);
    }

    @Override
    public void put(SessionKey line, String rule, Remembered remembered) {
        store.put(key(line, rule), remembered.encode());
    }

    @Override
    public void forget(SessionKey line, String rule) {
        store.delete(key(line, rule));
    }

    @Override
    public SortedMap<String, Remembered> ofLine(SessionKey line) {
        var found = new TreeMap<String, Remembered>();
        try (KeyValueIterator<Bytes, byte[]> range = store.prefixScan(StoreKeys.rules(AlertRecords.line(line)),
                (topic, key) -> key.get())) {
            range.forEachRemaining(entry -> found.put(StoreKeys.ruleOf(entry.key), decode(entry.value)));
        }
        return found;
    }

    /** {@return the lines of which something is remembered} */
    List<SessionKey> lines() {
        Set<SessionKey> lines = new LinkedHashSet<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> lines.add(line(entry.key)));
        }
        return List.copyOf(lines);
    }

    private static Bytes key(SessionKey line, String rule) {
        return StoreKeys.rule(AlertRecords.line(line), rule);
    }

    private static SessionKey line(Bytes key) {
        try {
            return AlertRecords.key(LineId.ofKey(StoreKeys.lineOfRule(key)));
        } catch (RecordException e) {
            throw new StateException("a stored line's key cannot be read", e);
        }
    }

    private static Remembered decode(byte[] stored) {
        try {
            return Remembered.decode(stored);
        } catch (PartialFormatException e) {
            throw new StateException("the stored state of a rule cannot be read", e);
        }
    }
}
