package io.headwater.incident.lineage;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;

/** The graph's nodes by small numbers, which are used again, and what is known of each. */
final class NodeTable {
    static final int UNKNOWN = -1;

    /** By URN. A map of texts would look at the text of each it passes by, which lies anywhere in memory. */
    private final NameIndex ids = new NameIndex();

    private final IntArrayList free = new IntArrayList();
    private final Profiles profiles = new Profiles();
    /** By id; null for ids that are free. */
    private Description[] nodes = new Description[16];
    /** By id, of described assets: number of the profile. Apart from the rest, for summaries over many. */
    private int[] profileOf = new int[16];
    /** By id: scratch of {@link #positions}. */
    private int[] positions = new int[0];

    private int bound;

    /** Written only: without it the compiler would leave the reads of {@link #expect} out. */
    @SuppressWarnings("UnusedVariable")
    private int lastRead;

    /** {@link #UNKNOWN} where the URN is no node. */
    int id(String urn) {
        return ids.first(urn.hashCode(), id -> nodes[id].urn().equals(urn));
    }

    /** Id of the URN, as a placeholder where it was no node. */
    int intern(String urn) {
        int known = id(urn);
        if (known != UNKNOWN) {
            return known;
        }
        int id = free.isEmpty() ? bound++ : free.popInt();
        if (id == nodes.length) {
            int length = nodes.length + (nodes.length >> 2);
            nodes = Arrays.copyOf(nodes, length);
            profileOf = Arrays.copyOf(profileOf, length);
        }
        nodes[id] = Description.placeholder(urn);
        profileOf[id] = UNKNOWN;
        ids.add(urn.hashCode(), id);
        return id;
    }

    /**
     * Asks for the memory that looking up these URNs will need, all at once: one after the other, look-ups among a million
     * spend their time waiting for it.
     */
    void expect(List<String> urns) {
        int[] near = new int[urns.size()];
        for (int i = 0; i < near.length; i++) {
            near[i] = ids.nearest(urns.get(i).hashCode());
        }
        int read = 0;
        for (int node : near) {
            read += node < 0 ? 0 : nodes[node].urn().hashCode();
        }
        lastRead = read;
    }

    /** Describes a placeholder; {@code upstreams} by URN, without the asset itself. */
    void describe(int id, AssetNode node, String... upstreams) {
        int number = profiles.use(Profile.of(node));
        profileOf[id] = number;
        nodes[id] = Description.of(node, nodes[id].urn(), profiles.get(number), upstreams);
    }

    /** Makes a described node a placeholder. */
    void forget(int id) {
        profiles.leave(profileOf[id]);
        profileOf[id] = UNKNOWN;
        nodes[id] = Description.placeholder(nodes[id].urn());
    }

    /** Takes a placeholder out. */
    void release(int id) {
        ids.remove(nodes[id].urn().hashCode(), id);
        nodes[id] = null;
        free.push(id);
    }

    Description get(int id) {
        return nodes[id];
    }

    int size() {
        return ids.size();
    }

    /** Ids are below this. */
    int bound() {
        return bound;
    }

    /** Number of the node's profile; {@link #UNKNOWN} for a placeholder. */
    int profileOf(int id) {
        return profileOf[id];
    }

    Profiles profiles() {
        return profiles;
    }

    /** What is known of those nodes now. */
    Described described(int... ascending) {
        Description[] found = new Description[ascending.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = nodes[ascending[i]];
        }
        return new Described(ascending, found);
    }

    /** What was known of some nodes; later changes do not reach it. */
    static final class Described {
        private final int[] ids;
        private final Description[] descriptions;

        private Described(int[] ids, Description... descriptions) {
            this.ids = ids;
            this.descriptions = descriptions;
        }

        /** Of a node that is among them. */
        Description of(int id) {
            return descriptions[Arrays.binarySearch(ids, id)];
        }
    }

    /** By position in the walk: position of the same node in the other one, -1 where it is not there. */
    int[] positions(Walk walk, Walk other) {
        if (positions.length < bound) {
            positions = new int[nodes.length];
        }
        for (int i = 0; i < other.size(); i++) {
            positions[other.node(i)] = i;
        }
        int[] found = new int[walk.size()];
        for (int i = 0; i < found.length; i++) {
            int node = walk.node(i);
            int at = positions[node];
            // What an earlier call left there is of another node.
            found[i] = at < other.size() && other.node(at) == node ? at : -1;
        }
        return found;
    }
}
