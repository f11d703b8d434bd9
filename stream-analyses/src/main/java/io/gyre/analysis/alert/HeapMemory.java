package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** For reports, which begin anew each time. */
public final class HeapMemory implements AlertMemory {
    private final Map<SessionKey, SortedMap<String, Remembered>> lines = new HashMap<>();

    @Override
    public @Nullable Remembered get(SessionKey line, String rule) {
        SortedMap<String, Remembered> known = lines.get(line);
        return known == null ? null : known.get(rule);
    }

    @Override
    public void put(SessionKey line, String rule, Remembered remembered) {
        lines.computeIfAbsent(line, any -> new TreeMap<>()).put(rule, remembered);
    }

    @Override
    public void forget(SessionKey line, String rule) {
        SortedMap<String, Remembered> known = lines.get(line);
        if (known != null && known.remove(rule) != null && known.isEmpty()) {
            lines.remove(line);
        }
    }

    @Override
    public SortedMap<String, Remembered> ofLine(SessionKey line) {
        SortedMap<String, Remembered> known = lines.get(line);
        return known == null ? new TreeMap<>() : new TreeMap<>(known);
    }
}
