/**
 * The analyses: pure functions from calls to partials, from partials to answers. No Kafka; a program of its own may use them.
 *
 * <p>An {@link io.gyre.analysis.Analysis} makes {@link io.gyre.analysis.Fold}s, whose handler methods take the events of a
 * slice of time, and merges, stores and renders the partials that they give. A small one, complete but for its table:
 *
 * {@snippet :
 * public final class Forks extends DescribedAnalysis<Long> {
 *     public Forks() {
 *         super("forks", "how many processes were started", Counter::new,
 *                 new Partials<>(1, 0L, Long::sum, (forks, out) -> out.writeUnsigned(forks), PartialInput::readUnsigned));
 *     }
 *
 *     public static final class Counter implements Fold<Long> {
 *         private long forks;
 *
 *         @OnEvent("sched_process_fork")
 *         public void fork(long timestampNs) {
 *             forks++;
 *         }
 *
 *         @Override
 *         public Long cut(long afterNs, long upToNs) {
 *             long partial = forks;
 *             forks = 0;
 *             return partial;
 *         }
 *     }
 *
 *     @Override
 *     public void json(View<Long> view, ObjectNode entry) {
 *         entry.put("forks", view.value());
 *     }
 *     // …
 * }
 * }
 *
 * <p>{@code line} folds windows and stitches them to session lines, {@link io.gyre.analysis.LocalReport} does it in process,
 * {@code io.gyre.streams} does it on Kafka, both through the same code. {@code generic} and {@code kernel} hold the analyses
 * that come with Gyre, {@code testkit} what an author outside tests his own with, {@code check} what watches it while it runs.
 */
@NullMarked
package io.gyre.analysis;

import org.jspecify.annotations.NullMarked;
