package io.gyre.publisher.retain;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** When something that may be deleted is deleted. Its text is what {@link PolicyText#parse} reads. */
public sealed interface Policy {

    /** Every one of these. */
    record AllOf(List<Policy> parts) implements Policy {
        public AllOf {
            parts = nonEmpty(parts);
        }

        @Override
        public String toString() {
            return "all of " + list(parts);
        }
    }

    /** At least one of these. */
    record AnyOf(List<Policy> parts) implements Policy {
        public AnyOf {
            parts = nonEmpty(parts);
        }

        @Override
        public String toString() {
            return "any of " + list(parts);
        }
    }

    /** It is not among the newest {@code count} of its session line (or of its partition, for a file of results). */
    record BeyondNewest(long count) implements Policy {
        @Override
        public String toString() {
            return "beyond newest " + count;
        }
    }

    /** It ended longer ago than this. */
    record OlderThan(Duration age) implements Policy {
        @Override
        public String toString() {
            return "older than " + Quantities.duration(age);
        }
    }

    /** All things together, less what goes before this one, have more bytes. */
    record TotalOver(long bytes) implements Policy {
        @Override
        public String toString() {
            return "total over " + Quantities.bytes(bytes);
        }
    }

    /** The file system, after what goes before this one, has fewer free bytes. */
    record FreeBytesBelow(long bytes) implements Policy {
        @Override
        public String toString() {
            return "free below " + Quantities.bytes(bytes);
        }
    }

    /** As {@link FreeBytesBelow}, in hundredths of the file system's size. */
    record FreePercentBelow(int percent) implements Policy {
        @Override
        public String toString() {
            return "free below " + percent + "%";
        }
    }

    /** The consumer group has committed a position after the chunk's manifest. */
    record PassedBy(String group) implements Policy {
        @Override
        public String toString() {
            return "passed by " + group;
        }
    }

    /** {@return the consumer groups that the policy asks for} */
    default Set<String> groups() {
        return switch (this) {
            case AllOf(List<Policy> parts) -> groups(parts);
            case AnyOf(List<Policy> parts) -> groups(parts);
            case PassedBy(String group) -> Set.of(group);
            case BeyondNewest _,OlderThan _,TotalOver _,FreeBytesBelow _,FreePercentBelow _ -> Set.of();
        };
    }

    private static Set<String> groups(List<Policy> parts) {
        Set<String> groups = new TreeSet<>();
        parts.forEach(part -> groups.addAll(part.groups()));
        return groups;
    }

    private static List<Policy> nonEmpty(List<Policy> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a list of conditions has at least one");
        }
        return List.copyOf(parts);
    }

    private static String list(List<Policy> parts) {
        return parts.stream().map(Policy::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
