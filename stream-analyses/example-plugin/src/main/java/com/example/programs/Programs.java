package com.example.programs;

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
}
