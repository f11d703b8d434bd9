package io.gyre.streams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.analysis.Analysis;
import io.gyre.analysis.Detail;
import io.gyre.analysis.Fold;
import io.gyre.analysis.PartialFormatException;
import io.gyre.analysis.PartialInput;
import io.gyre.analysis.PartialOutput;
import io.gyre.analysis.View;
import io.gyre.ctf.bind.OnEvent;

/** Counts ticks, and fails once there are more than a few of them. */
public record FaultyAnalysis(Fault fault) implements Analysis<Long> {
    private static final long FEW = 20;

    /** Where it fails, and as what the quarantine shows it. */
    enum Fault {
        HANDLER("analysis-failed"), WRITE("decode-failed"), MERGE("stitch-failed"), RENDER("render-failed");

        final String code;

        Fault(String code) {
            this.code = code;
        }
    }

    private void failAt(Fault place, long count) {
        if (fault == place && count > FEW) {
            throw new IllegalStateException("too many ticks: " + count);
        }
    }

    public final class Ticks implements Fold<Long> {
        private long count;

        @OnEvent("tick")
        public void tick(long timestampNs) {
            count++;
            failAt(Fault.HANDLER, count);
        }

        @Override
        public Long cut(long afterNs, long upToNs) {
            long partial = count;
            count = 0;
            return partial;
        }
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public String summary() {
        return name();
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Fold<Long> newFold() {
        return new Ticks();
    }

    @Override
    public Long merge(Long left, Long right) {
        failAt(Fault.MERGE, left + right);
        return left + right;
    }

    @Override
    public void write(Long partial, PartialOutput out) {
        failAt(Fault.WRITE, partial);
        out.writeUnsigned(partial);
    }

    @Override
    public Long read(PartialInput in, int version) throws PartialFormatException {
        return in.readUnsigned();
    }

    @Override
    public void json(View<Long> view, ObjectNode entry) {
        failAt(Fault.RENDER, view.value());
        entry.put("ticks", view.value());
    }

    @Override
    public String text(View<Long> view, Detail detail) {
        return view.value() + "\n";
    }
}
