package io.gyre.publisher.window;

import io.gyre.publisher.error.LineException;
import io.gyre.publisher.error.LineException.Kind;
import io.gyre.publisher.error.PublishException;
import io.gyre.publisher.ledger.LedgerEntry;
import io.gyre.publisher.ledger.LineLedger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a line's chunks.
 *
 * <p>The boundary after a chunk is what is published of it: the end of its own window, or the beginning of its successor's; a closing manifest
 * moves it to the end of time. Where nothing is published, the packets say it, and it never goes back behind the boundary before.
 */
public final class LineWindows {
    private final NavigableSet<Long> onDisk;
    private final LineLedger ledger;
    private final BoundaryRule rule;
    private final Map<Long, Long> computed = new HashMap<>();

    /** @param onDisk ids of the line's chunks that lie there, published or not */
    public LineWindows(NavigableSet<Long> onDisk, LineLedger ledger, BoundaryRule rule) {
        this.onDisk = new TreeSet<>(onDisk);
        this.ledger = ledger;
        this.rule = rule;
    }

    /**
     * {@return the window of a chunk that is not published}
     *
     * @throws LineException when chunks on both sides of it are published as neighbours
     */
    public ChunkWindow of(long id) throws PublishException {
        checkInLine(id);
        Long previous = before(id);
        long after = previous == null ? Long.MIN_VALUE : upTo(previous);
        long upTo = upTo(id);
        return new ChunkWindow(previous, Math.min(after, upTo), upTo);
    }

    /** {@return the window of what is left after the line's last chunk} */
    public ChunkWindow closing(long lastId) throws PublishException {
        return new ChunkWindow(lastId, upTo(lastId), Long.MAX_VALUE);
    }

    /** {@return the boundary after a chunk} */
    private long upTo(long id) throws PublishException {
        // Back to a boundary that is decided, and from there on again: a loop, for lines are long.
        Deque<Long> undecided = new ArrayDeque<>();
        Long at = id;
        Long boundary = null;
        while (at != null) {
            boundary = decided(at);
            if (boundary != null) {
                break;
            }
            undecided.push(at);
            at = before(at);
        }
        Long newest = onDisk.isEmpty() ? null : onDisk.last();
        long last = boundary == null ? Long.MIN_VALUE : boundary;
        while (!undecided.isEmpty()) {
            Long chunk = undecided.pop();
            last = Math.max(last, onDisk.contains(chunk) ? rule.upTo(chunk).orElse(last) : last);
            if (!chunk.equals(newest)) {
                // What follows the newest is still being written; the next look may see more of it.
                computed.put(chunk, last);
            }
        }
        return last;
    }

    private @Nullable Long decided(long id) {
        LedgerEntry closing = ledger.closing();
        if (closing != null && closing.chunkId() == id) {
            return closing.upToNs();
        }
        LedgerEntry published = ledger.chunk(id);
        if (published != null) {
            return published.upToNs();
        }
        LedgerEntry successor = ledger.successorOf(id);
        return successor != null ? Long.valueOf(successor.afterNs()) : computed.get(id);
    }

    private @Nullable Long before(long id) {
        Long onDiskBefore = onDisk.lower(id);
        Long publishedBefore = ledger.chunks().lowerKey(id);
        if (onDiskBefore == null || publishedBefore == null) {
            return onDiskBefore == null ? publishedBefore : onDiskBefore;
        }
        return Long.valueOf(Math.max(onDiskBefore, publishedBefore));
    }

    private void checkInLine(long id) throws LineException {
        Map.Entry<Long, LedgerEntry> next = ledger.chunks().higherEntry(id);
        if (next == null) {
            return;
        }
        Long previous = next.getValue().previousChunkId();
        if (previous == null || previous < id) {
            throw new LineException(Kind.OUT_OF_LINE, "chunk " + id + " of " + ledger.line()
                    + " appeared after chunk " + next.getKey() + " was published as "
                    + (previous == null ? "the first" : "the successor of chunk " + previous)
                    + "; its events have no window left. Publish a line's chunks while all of them lie in one folder");
        }
    }
}
