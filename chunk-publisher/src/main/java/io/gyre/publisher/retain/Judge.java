package io.gyre.publisher.retain;

import io.gyre.publisher.retain.Circumstances.Space;
import io.gyre.wire.RecordRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says of one thing after another whether a policy is met, with what has gone before taken into account. Not thread-safe. */
final class Judge {
    private final Circumstances circumstances;
    private final Map<Holding, Integer> newer = new HashMap<>();
    private final Map<String, Long> freed = new HashMap<>();
    private long totalBytes;

    /** @param reason the conditions that are met, or the first that is not, in words */
    record Finding(boolean met, String reason) {}

    Judge(Collection<Holding> holdings, Circumstances circumstances) {
        this.circumstances = circumstances;
        Map<String, List<Holding>> byOwner = new HashMap<>();
        for (Holding holding : holdings) {
            totalBytes += holding.bytes();
            byOwner.computeIfAbsent(holding.owner(), _ -> new ArrayList<>()).add(holding);
        }
        byOwner.values().forEach(this::countNewer);
    }

    /** Files of one batch of results share a number. */
    private void countNewer(List<Holding> ofOwner) {
        var numbers = new TreeSet<>(ofOwner.stream().map(Holding::number).toList());
        Map<Long, Integer> newerThan = new HashMap<>();
        int count = 0;
        for (long number : numbers.descendingSet()) {
            newerThan.put(number, count++);
        }
        ofOwner.forEach(holding -> newer.put(holding, newerThan.getOrDefault(holding.number(), 0)));
    }

    /** Takes note that a thing will be gone. */
    void goes(Holding holding) {
        totalBytes -= holding.bytes();
        Space space = circumstances.spaces().get(Circumstances.folder(holding));
        if (space != null) {
            freed.merge(space.name(), holding.bytes(), Long::sum);
        }
    }

    Finding judge(Policy policy, Holding holding) {
        return switch (policy) {
            case Policy.AllOf(List<Policy> parts) -> allOf(parts, holding);
            case Policy.AnyOf(List<Policy> parts) -> anyOf(parts, holding);
            case Policy.BeyondNewest(long count) -> {
                int place = newer.getOrDefault(holding, 0) + 1;
                yield place > count
                        ? met(policy, "number " + place + " from the newest")
                        : missed("among the newest " + count);
            }
            case Policy.OlderThan(Duration age) -> {
                Duration is = Duration.between(holding.ended(), circumstances.now());
                String ago = "ended " + Quantities.duration(roughly(is)) + " ago";
                yield is.compareTo(age) > 0 ? met(policy, ago) : missed("not " + policy + ": " + ago);
            }
            case Policy.TotalOver(long bytes) -> {
                String total = Quantities.about(totalBytes) + " in all";
                yield totalBytes > bytes ? met(policy, total) : missed("not " + policy + ": " + total);
            }
            case Policy.FreeBytesBelow(long bytes) -> free(policy, holding, bytes);
            case Policy.FreePercentBelow(int percent) -> {
                Space space = circumstances.spaces().get(Circumstances.folder(holding));
                yield free(policy, holding, space == null ? 0 : space.totalBytes() / 100 * percent);
            }
            case Policy.PassedBy(String group) -> passed(policy, holding, group);
        };
    }

    private Finding allOf(List<Policy> parts, Holding holding) {
        List<String> reasons = new ArrayList<>();
        for (Policy part : parts) {
            Finding finding = judge(part, holding);
            if (!finding.met()) {
                return finding;
            }
            reasons.add(finding.reason());
        }
        return new Finding(true, String.join(", ", reasons));
    }

    private Finding anyOf(List<Policy> parts, Holding holding) {
        List<Finding> findings = new ArrayList<>();
        for (Policy part : parts) {
            Finding finding = judge(part, holding);
            if (finding.met()) {
                return finding;
            }
            findings.add(finding);
        }
        return missed(findings.stream().map(Finding::reason).collect(Collectors.joining("; ")));
    }

    private Finding free(Policy policy, Holding holding, long limit) {
        Space space = circumstances.spaces().get(Circumstances.folder(holding));
        if (space == null) {
            return missed("how much room is free is not known");
        }
        long free = space.freeBytes() + freed.getOrDefault(space.name(), 0L);
        String words = Quantities.about(free) + " of " + Quantities.about(space.totalBytes()) + " free";
        return free < limit ? met(policy, words) : missed("not " + policy + ": " + words);
    }

    private Finding passed(Policy policy, Holding holding, String group) {
        RecordRef manifest = holding.manifest();
        if (manifest == null) {
            return missed("not " + policy + ": it has no manifest");
        }
        OptionalLong next = circumstances.positions().next(group, manifest.topic(), manifest.partition());
        if (next.isEmpty()) {
            return missed("not " + policy + ": the group has committed nothing");
        }
        String at = "manifest at " + manifest + ", group at " + next.getAsLong();
        return next.getAsLong() > manifest.offset() ? met(policy, at) : missed("not " + policy + ": " + at);
    }

    private static Finding met(Policy policy, String how) {
        return new Finding(true, policy + " (" + how + ")");
    }

    private static Finding missed(String reason) {
        return new Finding(false, reason);
    }

    /** Two units at most: nobody wants the seconds of a week. */
    private static Duration roughly(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        long unit = seconds >= 48 * 3600 ? 3600 : seconds >= 2 * 3600 ? 60 : 1;
        return Duration.ofSeconds(seconds / unit * unit);
    }
}
