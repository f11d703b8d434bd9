package io.gyre.bench;

import com.sun.management.ThreadMXBean;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.LineReport;
import io.gyre.analysis.LocalReport;
import io.gyre.analysis.Slices;
import io.gyre.analysis.line.LineResult;
import io.gyre.chunk.SessionLine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs analyses over session lines on disk, without Kafka, on the calling thread: each window is read and folded into partials, the
 * partials are joined along the line, and answers are rendered.
 */
public final class AnalysisBench {
    /** The thread whose memory and time are counted; HotSpot's, as is the whole of {@code com.sun.management}. */
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<SessionLine> lines;

    /** Which answers are rendered. */
    public enum Asked {
        /** As the shards do for the topics: of every second, every window and the line after each window its JSON and its encoded partial. */
        EVERY_ANSWER,
        /** As {@code gyre report} does: of each line, cut seldom, its JSON once it is read. */
        LINES
    }

    public AnalysisBench(List<SessionLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * One run over all lines.
     *
     * @param seconds of wall time, opening of files included
     * @param cpuSeconds of the calling thread
     * @param renderSeconds the part of {@code seconds} in which answers were rendered
     * @param allocatedBytes by the calling thread
     * @param answers that were rendered
     * @param answerBytes of their JSON and encoded partials
     * @param damages and failed analyses that were met: with any, less was done than there is
     */
    public record Pass(double seconds, double cpuSeconds, double renderSeconds, long allocatedBytes, long answers,
            long answerBytes, int damages) {}

    /**
     * What came of several passes with the same analyses.
     *
     * @param first the very first pass, in which the JIT compiler has most to do
     * @param counted those after the warm-up, at least one
     */
    public record Figures(Pass first, List<Pass> counted) {
        public Figures {
            counted = List.copyOf(counted);
        }

        public double seconds() {
            return Median.of(counted.stream().map(Pass::seconds).toList());
        }

        public double cpuSeconds() {
            return Median.of(counted.stream().map(Pass::cpuSeconds).toList());
        }

        /** {@return the part of the time in which answers were rendered, from 0 to 1} */
        public double renderShare() {
            return Median.of(counted.stream().map(pass -> pass.renderSeconds() / pass.seconds()).toList());
        }

        public long allocatedBytes() {
            return counted.getLast().allocatedBytes();
        }
    }

    /** @param warmup passes before those that count; 0 lets the first one count */
    public Figures run(List<? extends Analysis<?>> analyses, Asked asked, int warmup, int passes) throws IOException {
        List<Pass> all = new ArrayList<>();
        for (int pass = 0; pass < warmup + passes; pass++) {
            all.add(pass(analyses, asked));
        }
        return new Figures(all.getFirst(), all.subList(warmup, all.size()));
    }

    private Pass pass(List<? extends Analysis<?>> analyses, Asked asked) throws IOException {
        var report = new LocalReport(analyses, asked == Asked.LINES ? LocalReport.SELDOM : Slices.seconds());
        var answers = new Answers();
        int damages = 0;
        long begin = System.nanoTime();
        long beginCpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        for (SessionLine line : lines) {
            LineReport done;
            if (asked == Asked.LINES) {
                done = report.of(line, answer -> {});
                done.results().forEach(answers::renderJson);
            } else {
                done = report.of(line, answers::render);
            }
            damages += done.damages().size();
        }
        return new Pass((System.nanoTime() - begin) / 1e9, (THREADS.getCurrentThreadCpuTime() - beginCpu) / 1e9,
                answers.nanos / 1e9, THREADS.getCurrentThreadAllocatedBytes() - allocated, answers.count, answers.bytes,
                damages);
    }

    /** Renders answers, and adds up what comes of it, so that no compiler leaves it out. */
    private static final class Answers {
        private long count;
        private long bytes;
        private long nanos;

        /** As it goes to the results topic. */
        void render(LineResult<?> answer) {
            renderJson(answer);
            long begin = System.nanoTime();
            bytes += answer.encodedPartial().length;
            nanos += System.nanoTime() - begin;
        }

        void renderJson(LineResult<?> answer) {
            long begin = System.nanoTime();
            count++;
            bytes += answer.jsonText().getBytes(StandardCharsets.UTF_8).length;
            nanos += System.nanoTime() - begin;
        }
    }
}
