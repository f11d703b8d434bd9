package io.gyre.publisher.lttng;

import io.gyre.publisher.find.SessionNews;
import io.gyre.publisher.lttng.SessionDaemon.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the session daemon: wakes the watch at each finished rotation, and knows which sessions exist. On a platform thread of its own,
 * because native calls block it. When there is no daemon, or it is restarted, it looks for one again; nothing depends on it.
 */
public final class LttngNews implements SessionNews {
    private static final Logger LOG = LoggerFactory.getLogger(LttngNews.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** How often the list of sessions is asked for. */
    private static final Duration LIST = Duration.ofSeconds(2);
    private static final Duration RECONNECT = Duration.ofSeconds(2);
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final ControlLibrary library;
    private final SessionDaemon daemon;
    private final Runnable wake;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;
    /** The latest answer; null when the daemon did not answer. */
    private volatile @Nullable List<Session> sessions;
    private final Map<Path, Session> seen = new HashMap<>();

    private LttngNews(ControlLibrary library, Runnable wake) {
        this.library = library;
        this.daemon = new SessionDaemon(library);
        this.wake = wake;
        this.thread = Thread.ofPlatform().daemon().name("gyre-lttng").unstarted(this::follow);
    }

    /** Begins to follow the daemon, when liblttng-ctl is installed. */
    public static SessionNews follow(Runnable wake) {
        Optional<ControlLibrary> library = ControlLibrary.load();
        if (library.isEmpty()) {
            return SessionNews.NONE;
        }
        LttngNews news = new LttngNews(library.get(), wake);
        news.thread.start();
        return news;
    }

    @Override
    public synchronized Standing standing(Path archives) {
        List<Session> known = sessions;
        if (known == null) {
            return Standing.UNKNOWN;
        }
        Optional<Session> holder = known.stream().filter(session -> session.holds(archives)).findFirst();
        if (holder.isPresent()) {
            seen.put(archives, holder.get());
            return Standing.KNOWN;
        }
        // A session that this daemon never had may be another daemon's.
        return seen.containsKey(archives) ? Standing.GONE : Standing.UNKNOWN;
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join(JOIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        String lastProblem = "";
        do {
            try (RotationChannel channel = RotationChannel.connect(library)) {
                LOG.info("following the rotations of LTTng's session daemon");
                // What ended while nobody listened.
                wake.run();
                listen(channel);
                lastProblem = "";
            } catch (LttngException e) {
                if (!String.valueOf(e.getMessage()).equals(lastProblem)) {
                    lastProblem = String.valueOf(e.getMessage());
                    LOG.info("no session daemon tells of rotations for now: {}", lastProblem);
                }
            } catch (RuntimeException e) {
                LOG.warn("LTTng is not asked any more; chunks are found by their folders alone", e);
                sessions = null;
                return;
            }
            sessions = null;
        } while (!ended(RECONNECT));
    }

    private void listen(RotationChannel channel) throws LttngException {
        long listAt = System.nanoTime();
        do {
            if (System.nanoTime() - listAt >= 0) {
                list(channel);
                listAt = System.nanoTime() + LIST.toNanos();
            }
            channel.drain(notice -> take(notice, wake));
        } while (!ended(POLL));
    }

    private void list(RotationChannel channel) throws LttngException {
        List<Session> before = sessions;
        List<Session> now = daemon.sessions();
        sessions = now;
        for (Session session : now) {
            channel.subscribe(session.name());
        }
        if (!now.equals(before)) {
            wake.run();
        }
    }

    /** Has the folders looked through, whatever is told: a chunk, or that chunks were not told. */
    static void take(RotationChannel.Notice notice, Runnable wake) {
        if (notice.equals(RotationChannel.Notice.DROPPED)) {
            LOG.info("LTTng has dropped notices of rotations; the folders are looked through");
        } else {
            LOG.debug("session {} has finished chunk {} at {}", notice.session(), notice.chunkId(), notice.location());
        }
        wake.run();
    }

    private boolean ended(Duration pause) {
        try {
            return ending.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
