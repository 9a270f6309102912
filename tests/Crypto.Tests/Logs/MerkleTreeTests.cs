using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Crypto.Tests.Logs;

/// <summary>The tree of RFC 6962: known roots, and the proofs of RFC 9162 as others verify them, over every size up to 64.</summary>
public sealed class MerkleTreeTests
{
    private const int Largest = 64;

    // The entries and roots that implementations of Certificate Transparency test with, computed anew by the recursive definition below too.
    private static readonly string[] Entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly Hash32[] Leaves = [.. Enumerable.Range(0, Largest).Select(index => MerkleTree.LeafHash([(byte)index, 7]))];

    [Fact]
    public void Known_roots_come_out()
    {
        var leaves = Entries.Select(entry => MerkleTree.LeafHash(Convert.FromHexString(entry))).ToArray();
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", MerkleTree.Root([]).ToString());
        Assert.Equal(Roots, Enumerable.Range(1, leaves.Length).Select(size => MerkleTree.Root(leaves.AsSpan(0, size)).ToString()));
    }

    [Fact]
    public void Every_leaf_of_every_size_up_to_64_is_proved_to_be_in_the_tree()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = MerkleTree.Root(Leaves.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var proof = Proofs.Inclusion(index, Leaves[..size]);
                Assert.True(Proofs.Includes(Leaves[index], index, size, proof, root));
                Assert.False(Proofs.Includes(Leaves[(index + 1) % Largest], index, size, proof, root));
            }
        }
    }

    [Fact]
    public void I_23_every_size_up_to_64_is_proved_to_begin_every_larger_one()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = MerkleTree.Root(Leaves.AsSpan(0, size));
            for (var before = 1; before <= size; before++)
            {
                var earlier = MerkleTree.Root(Leaves.AsSpan(0, before));
                var proof = Proofs.Consistency(before, Leaves[..size]);
                Assert.True(Proofs.Continues(before, size, proof, earlier, root), $"{before} of {size}");
                Assert.False(before < size && Proofs.Continues(before, size, proof, earlier, earlier), $"{before} of {size}");
            }
        }
    }

    /// <summary>Proofs made from our tree, and judged as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say: another way through the tree than ours.</summary>
    private static class Proofs
    {
        internal static List<Hash32> Inclusion(int index, Hash32[] leaves)
        {
            if (leaves.Length == 1)
            {
                return [];
            }

            var left = Split(leaves.Length);
            return index < left
                ? [.. Inclusion(index, leaves[..left]), MerkleTree.Root(leaves.AsSpan(left))]
                : [.. Inclusion(index - left, leaves[left..]), MerkleTree.Root(leaves.AsSpan(0, left))];
        }

        internal static List<Hash32> Consistency(int before, Hash32[] leaves, bool whole = true)
        {
            if (before == leaves.Length)
            {
                return whole ? [] : [MerkleTree.Root(leaves)];
            }

            var left = Split(leaves.Length);
            return before <= left
                ? [.. Consistency(before, leaves[..left], whole), MerkleTree.Root(leaves.AsSpan(left))]
                : [.. Consistency(before - left, leaves[left..], false), MerkleTree.Root(leaves.AsSpan(0, left))];
        }

        internal static bool Includes(Hash32 leaf, int index, int size, List<Hash32> proof, Hash32 root)
        {
            var (at, last, hash) = (index, size - 1, leaf);
            foreach (var step in proof)
            {
                if (last == 0)
                {
                    return false;
                }

                if ((at & 1) == 1 || at == last)
                {
                    hash = Node(step, hash);
                    while ((at & 1) == 0 && at != 0)
                    {
                        (at, last) = (at >> 1, last >> 1);
                    }
                }
                else
                {
                    hash = Node(hash, step);
                }

                (at, last) = (at >> 1, last >> 1);
            }

            return last == 0 && hash == root;
        }

        internal static bool Continues(int before, int size, List<Hash32> proof, Hash32 earlier, Hash32 root)
        {
            if (before == size)
            {
                return proof.Count == 0 && earlier == root;
            }

            var path = (before & (before - 1)) == 0 ? [earlier, .. proof] : proof;
            var (at, last) = (before - 1, size - 1);
            while ((at & 1) == 1)
            {
                (at, last) = (at >> 1, last >> 1);
            }

            var (old, now) = (path[0], path[0]);
            foreach (var step in path.Skip(1))
            {
                if (last == 0)
                {
                    return false;
                }

                if ((at & 1) == 1 || at == last)
                {
                    (old, now) = (Node(step, old), Node(step, now));
                    while ((at & 1) == 0 && at != 0)
                    {
                        (at, last) = (at >> 1, last >> 1);
                    }
                }
                else
                {
                    now = Node(now, step);
                }

                (at, last) = (at >> 1, last >> 1);
            }

            return last == 0 && old == earlier && now == root;
        }

        private static int Split(int size)
        {
            var left = 1;
            while (left * 2 < size)
            {
                left *= 2;
            }

            return left;
        }

        private static Hash32 Node(Hash32 left, Hash32 right) => Hash32.From(SHA256.HashData([1, .. left.Span, .. right.Span]));
    }
}
