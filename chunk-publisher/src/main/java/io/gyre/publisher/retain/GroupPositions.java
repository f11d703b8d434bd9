package io.gyre.publisher.retain;

import java.util.OptionalLong;

/** How far consumer groups have read. */
@FunctionalInterface
public interface GroupPositions {
    /** Nothing is known of any group. */
    GroupPositions UNKNOWN = (group, topic, partition) -> OptionalLong.empty();

    /** {@return the offset of the next record that the group will read, or nothing when it has committed none} */
    OptionalLong next(String group, String topic, int partition);
}
