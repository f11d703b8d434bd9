package io.gyre.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table for people: columns as wide as their widest cell, numbers to the right, everything else to the left. */
public final class TextTable {
    private final Detail detail;
    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();
    private long unshown;

    public TextTable(String... heads) {
        this(Detail.USUAL, heads);
    }

    TextTable(Detail detail, String... heads) {
        this.detail = detail;
        this.heads = List.of(heads);
    }

    /** Adds a row; numbers are shown with digits grouped by commas. */
    public void row(Object... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + heads.size() + " columns");
        }
        List<String> row = Arrays.stream(cells).map(TextTable::cell).toList();
        if (detail.threads().isAll() || (isWanted(row) && rows.size() < detail.rows())) {
            rows.add(row);
        } else if (isWanted(row)) {
            unshown++;
        }
    }

    private boolean isWanted(List<String> row) {
        int tid = heads.indexOf("TID");
        int thread = heads.indexOf("thread");
        if (tid >= 0) {
            return detail.threads().want(row.get(tid), thread < 0 ? "" : row.get(thread));
        }
        return thread >= 0 && detail.threads().wantLabel(row.get(thread));
    }

    /** {@return a part of a whole in percent with two decimals, by integers alone} */
    public static String percent(long part, long whole) {
        long hundredths = whole <= 0 ? 0 : Math.round(10_000.0 * part / whole);
        return hundredths / 100 + "." + (hundredths / 10 % 10) + hundredths % 10 + " %";
    }

    /** {@return a duration in milliseconds with three decimals} */
    public static String milliseconds(long ns) {
        return String.format(Locale.ROOT, "%,d.%03d ms", ns / 1_000_000, ns / 1000 % 1000);
    }

    /** {@return a duration in microseconds with three decimals, for columns that name the unit} */
    public static String micros(long ns) {
        return String.format(Locale.ROOT, "%,d.%03d", ns / 1000, ns % 1000);
    }

    /** {@return a time of day in UTC with nanoseconds, as babeltrace2 prints it} */
    public static String time(long ns) {
        long seconds = Math.floorDiv(ns, 1_000_000_000L);
        long ofDay = Math.floorMod(seconds, 86_400L);
        return String.format(Locale.ROOT, "%02d:%02d:%02d.%09d", ofDay / 3600, ofDay / 60 % 60, ofDay % 60,
                Math.floorMod(ns, 1_000_000_000L));
    }

    private static String cell(Object value) {
        return switch (value) {
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            case Integer number -> String.format(Locale.ROOT, "%,d", number);
            default -> value.toString();
        };
    }

    @Override
    public String toString() {
        if (!detail.threads().isAll() && !heads.contains("TID") && !heads.contains("thread")) {
            return "";
        }
        var text = new StringBuilder();
        line(text, heads);
        rows.forEach(row -> line(text, row));
        if (unshown > 0) {
            text.append(String.format(Locale.ROOT, "and %,d more\n", unshown));
        }
        if (rows.isEmpty() && !detail.threads().isAll()) {
            text.append("(none of the threads that are wanted)\n");
        }
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells) {
        int begin = text.length();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(width(column) - cell.length());
            text.append(column == 0 ? "" : "  ").append(isNumeric(column) ? padding + cell : cell + padding);
        }
        while (text.length() > begin && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private int width(int column) {
        int width = heads.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> row.get(column).matches("-?[0-9][0-9,.]*( (%|ms|/s))?"));
    }
}
