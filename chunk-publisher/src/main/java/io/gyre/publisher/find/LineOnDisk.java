package io.gyre.publisher.find;

import io.gyre.wire.LineId;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The chunks of one session line that lie on disk, published or not.
 *
 * @param archives the folder that they lie in
 * @param chunks folders by id
 * @param named whether a trace among them says which host and session this is; otherwise the folders' names do
 */
public record LineOnDisk(LineId line, Path archives, NavigableMap<Long, Path> chunks, boolean named) {
    public LineOnDisk {
        chunks = Collections.unmodifiableNavigableMap(new TreeMap<>(chunks));
    }
}
