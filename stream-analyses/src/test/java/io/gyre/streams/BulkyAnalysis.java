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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Knows the times of all ticks, and writes very much about one of them. */
public record BulkyAnalysis(long bulkyTickNs, int bulkBytes) implements Analysis<List<Long>> {

    public static final class Ticks implements Fold<List<Long>> {
        private final List<Long> times = new ArrayList<>();

        @OnEvent("tick")
        public void tick(long timestampNs) {
            times.add(timestampNs);
        }

        @Override
        public List<Long> cut(long afterNs, long upToNs) {
            List<Long> partial = List.copyOf(times);
            times.clear();
            return partial;
        }
    }

    @Override
    public String name() {
        return "bulky";
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
    public Fold<List<Long>> newFold() {
        return new Ticks();
    }

    @Override
    public List<Long> merge(List<Long> left, List<Long> right) {
        var merged = new ArrayList<>(left);
        merged.addAll(right);
        return List.copyOf(merged);
    }

    @Override
    public void write(List<Long> partial, PartialOutput out) {
        out.writeUnsigned(partial.size());
        for (long time : partial) {
            out.writeUnsigned(time);
            out.writeBytes(bulk(time));
        }
    }

    @Override
    public List<Long> read(PartialInput in, int version) throws PartialFormatException {
        var times = new ArrayList<Long>();
        for (int left = in.readCount(2); left > 0; left--) {
            long time = in.readUnsigned();
            if (!Arrays.equals(bulk(time), in.readBytes())) {
                throw new PartialFormatException(PartialFormatException.Kind.CORRUPT, "not what was written");
            }
            times.add(time);
        }
        return List.copyOf(times);
    }

    private byte[] bulk(long time) {
        byte[] bulk = new byte[time == bulkyTickNs ? bulkBytes : 0];
        new Random(time).nextBytes(bulk);
        return bulk;
    }

    @Override
    public void json(View<List<Long>> view, ObjectNode entry) {
        entry.put("ticks", view.value().toString());
    }

    @Override
    public String text(View<List<Long>> view, Detail detail) {
        return view.value() + "\n";
    }
}
