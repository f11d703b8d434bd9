package io.gyre.analysis.alert;

import io.gyre.chunk.SessionKey;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Where judges keep what they must know of each rule and line: a store of Kafka Streams, or {@link HeapMemory}. For one thread. */
public interface AlertMemory {

    /** {@return what is remembered}; null when nothing is */
    @Nullable
    Remembered get(SessionKey line, String rule);

    void put(SessionKey line, String rule, Remembered remembered);

    void forget(SessionKey line, String rule);

    /** {@return all that is remembered of a line, by the name of the rule; a copy} */
    SortedMap<String, Remembered> ofLine(SessionKey line);
}
