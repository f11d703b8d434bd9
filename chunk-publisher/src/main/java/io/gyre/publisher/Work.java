package io.gyre.publisher;

import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.publish.PublishSession;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;

/** One chunk that is to be published. */
record Work(LineOnDisk line, long chunkId) {
    /** A line with a long backlog must not keep the others waiting. */
    private static final int TURN = 1;
    /** Beyond the lines whose writers stay open at a time, each turn costs a new one, so turns are longer. */
    private static final int FEW_LINES = PublishSession.MAX_WRITERS;
    private static final int LONG_TURN = 8;

    Path folder() {
        return Objects.requireNonNull(line.chunks().get(chunkId));
    }

    /**
     * {@return the chunks in the order asked for, lines taking turns}
     *
     * @param chunks which of each line are wanted
     */
    static List<Work> plan(Map<LineOnDisk, ? extends NavigableMap<Long, Path>> chunks, PublishOrder order, long seed) {
        Deque<Deque<Work>> lines = new ArrayDeque<>();
        chunks.forEach((line, wanted) -> {
            Collection<Long> ids = switch (order) {
                case OLDEST, SHUFFLED -> wanted.navigableKeySet();
                case NEWEST -> wanted.descendingKeySet();
            };
            lines.add(new ArrayDeque<>(ids.stream().map(id -> new Work(line, id)).toList()));
        });
        int turn = lines.size() <= FEW_LINES ? TURN : LONG_TURN;
        List<Work> plan = new ArrayList<>();
        while (!lines.isEmpty()) {
            Deque<Work> line = lines.remove();
            for (int i = 0; i < turn && !line.isEmpty(); i++) {
                plan.add(line.remove());
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        if (order == PublishOrder.SHUFFLED) {
            Collections.shuffle(plan, new Random(seed));
        }
        return plan;
    }
}
