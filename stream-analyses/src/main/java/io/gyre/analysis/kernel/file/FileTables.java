package io.gyre.analysis.kernel.file;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tables of descriptors as far as they are known; of each map at most {@value #MOST} entries, the first in their order.
 *
 * @param owners by thread: the thread with the lowest id among those that share its table. A thread that is not here has a table of its own
 * @param files what is open
 * @param told by what the state dump at hand calls a table: its owner
 */
record FileTables(SortedMap<Integer, Integer> owners, SortedMap<Descriptor, OpenFile> files,
        SortedMap<Long, Integer> told) {

    static final int MOST = 1 << 16;
    static final FileTables NONE = new FileTables(Collections.emptySortedMap(), Collections.emptySortedMap(),
            Collections.emptySortedMap());

    /** @param owner of the table */
    record Descriptor(int owner, int fd) implements Comparable<Descriptor> {
        @Override
        public int compareTo(Descriptor other) {
            int order = Integer.compare(owner, other.owner);
            return order == 0 ? Integer.compare(fd, other.fd) : order;
        }
    }

    FileTables {
        owners = Collections.unmodifiableSortedMap(owners);
        files = Collections.unmodifiableSortedMap(files);
        told = Collections.unmodifiableSortedMap(told);
    }

    static <K, V> TreeMap<K, V> limited(TreeMap<K, V> map) {
        while (map.size() > MOST) {
            map.pollLastEntry();
        }
        return map;
    }

    void write(PartialOutput out) {
        out.writeUnsigned(owners.size());
        owners.forEach((tid, owner) -> {
            out.writeSigned(tid);
            out.writeSigned(owner);
        });
        out.writeUnsigned(files.size());
        files.forEach((descriptor, file) -> {
            out.writeSigned(descriptor.owner);
            out.writeSigned(descriptor.fd);
            file.write(out);
        });
        out.writeUnsigned(told.size());
        told.forEach((table, owner) -> {
            out.writeSigned(table);
            out.writeSigned(owner);
        });
    }

    static FileTables read(PartialInput in) throws PartialFormatException {
        var owners = in.readMap(2, PartialInput::readInt, PartialInput::readInt);
        var files = in.readMap(4, from -> new Descriptor(from.readInt(), from.readInt()), OpenFile::read);
        var told = in.readMap(2, PartialInput::readSigned, PartialInput::readInt);
        return new FileTables(owners, files, told);
    }
}
