package io.headwater.incident.lineage;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectArrayList;

/** The profiles in use, numbered; one that no asset has any more is forgotten. */
final class Profiles {
    private static final int UNKNOWN = -1;

    private final Object2IntOpenHashMap<Profile> numbers = new Object2IntOpenHashMap<>();
    private final ObjectArrayList<Profile> profiles = new ObjectArrayList<>();
    private final IntArrayList uses = new IntArrayList();
    private final IntArrayList free = new IntArrayList();

    Profiles() {
        numbers.defaultReturnValue(UNKNOWN);
    }

    /** Number of an equal profile; it is in use once more. */
    int use(Profile profile) {
        int known = numbers.getInt(profile);
        if (known != UNKNOWN) {
            uses.set(known, uses.getInt(known) + 1);
            return known;
        }
        int number = free.isEmpty() ? profiles.size() : free.popInt();
        if (number == profiles.size()) {
            profiles.add(profile);
            uses.add(1);
        } else {
            profiles.set(number, profile);
            uses.set(number, 1);
        }
        numbers.put(profile, number);
        return number;
    }

    /** It is in use once less. */
    void leave(int number) {
        int left = uses.getInt(number) - 1;
        uses.set(number, left);
        if (left == 0) {
            numbers.removeInt(profiles.get(number));
            profiles.set(number, null);
            free.push(number);
        }
    }

    Profile get(int number) {
        return profiles.get(number);
    }

    /** Numbers are below this. */
    int bound() {
        return profiles.size();
    }
}
