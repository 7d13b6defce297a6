package org.sceau.document;

import java.time.YearMonth;

/**
 * The forms of dates and times (FHIR R4, 2.24.0.1): the year is not 0000, a day must exist, a leap second may be
 * named, the zone is at most 14 hours away. Read by hand, since a submission holds dozens of them.
 */
final class Moments {
    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;

    /** To the second, without the fraction. */
    private static final int CLOCK = 19;

    private static final int ZONE = 6;

    private Moments() {}

    static boolean date(String text) {
        return switch (text.length()) {
            case YEAR -> number(text, 0, YEAR) > 0;
            case MONTH -> number(text, 0, YEAR) > 0 && month(text);
            case DAY -> day(text);
            default -> false;
        };
    }

    static boolean dateTime(String text) {
        return text.length() <= DAY ? date(text) : instant(text);
    }

    static boolean instant(String text) {
        if (text.length() <= CLOCK || !day(text) || text.charAt(DAY) != 'T' || !clock(text)) {
            return false;
        }
        int at = CLOCK;
        if (text.charAt(at) == '.') {
            int first = ++at;
            while (at < text.length() && number(text, at, at + 1) >= 0) {
                at++;
            }
            if (at == first) {
                return false;
            }
        }
        return zone(text, at);
    }

    private static boolean month(String text) {
        int month = number(text, YEAR + 1, MONTH);
        return text.charAt(YEAR) == '-' && month >= 1 && month <= 12;
    }

    private static boolean day(String text) {
        int year = number(text, 0, YEAR);
        if (year < 1 || !month(text) || text.charAt(MONTH) != '-') {
            return false;
        }
        int day = number(text, MONTH + 1, DAY);
        return day >= 1
                && day <= YearMonth.of(year, number(text, YEAR + 1, MONTH)).lengthOfMonth();
    }

    private static boolean clock(String text) {
        return within(text, DAY + 1, 23)
                && text.charAt(DAY + 3) == ':'
                && within(text, DAY + 4, 59)
                && text.charAt(DAY + 6) == ':'
                && within(text, DAY + 7, 60);
    }

    private static boolean zone(String text, int at) {
        int left = text.length() - at;
        if (left == 1) {
            return text.charAt(at) == 'Z';
        }
        if (left != ZONE || (text.charAt(at) != '+' && text.charAt(at) != '-') || text.charAt(at + 3) != ':') {
            return false;
        }
        return within(text, at + 1, 14) && within(text, at + 4, number(text, at + 1, at + 3) == 14 ? 0 : 59);
    }

    private static boolean within(String text, int from, int most) {
        int number = number(text, from, from + 2);
        return number >= 0 && number <= most;
    }

    /** The digits of {@code text} as a number; -1 when one is not a digit of ASCII. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
