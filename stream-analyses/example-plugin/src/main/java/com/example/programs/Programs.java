package com.example.programs;

import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The partial: what a stretch of time says. Never changed once made.
 *
 * @param starts how often each program was started, by path
 */
record Programs(SortedMap<String, Long> starts) {
    static final Programs NONE = new Programs(new TreeMap<>());

    Programs {
        starts = Collections.unmodifiableSortedMap(starts);
    }

    Programs plus(Programs later) {
        var sum = new TreeMap<>(starts);
        later.starts.forEach((path, count) -> sum.merge(path, count, Long::sum));
        return new Programs(sum);
    }

    void write(PartialOutput out) {
        out.writeUnsigned(starts.size());
        starts.forEach((path, count) -> {
            out.writeString(path);
            out.writeUnsigned(count);
        });
    }

    static Programs read(PartialInput in) throws PartialFormatException {
        return new Programs(in.readMap(2, PartialInput::readString, PartialInput::readUnsigned));
    }
}
