"""Every section of the article's parts 1, 2, 3.4 and 4 has its section here, in its order."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

#: The article's heading, and the heading of ours that answers it; # signs give the level.
SECTIONS = {
    "01_meet_the_neuron": [
        ("1.初识神经元", "# 1 Meet the neuron"),
        ("1.1 生物神经元", "## The biological neuron"),
        ("生物神经元的组成", "### What it is made of"),
        ("生物神经元的基本工作原理", "### How it works"),
        ("1.2 人工神经元", "## The artificial neuron"),
        ("1.3 权重的作用", "## What the weight does"),
        ("1.4 偏置的作用", "## What the bias does"),
        ("1.5 激活函数的作用", "## What the activation does"),
        ("1.5.1 线性激活函数", "### Linear activations"),
        ("1.5.2 非线性激活函数", "### Non-linear activations"),
    ],
    "02_neuron_models": [
        ("2. 神经元模型", "# 2 Neuron models"),
        ("2.1 多输入单神经元模型", "## One neuron, many inputs"),
        ("2.2 一层神经元模型", "## A layer of neurons"),
        ("2.3 神经网络(多层神经元)模型", "## Several layers"),
    ],
    "06_backpropagation": [
        ("3.4 借助链式求导进行反向传播", "# 6 Backpropagation"),
        ("3.4.1 前向传播", "## The forward pass"),
        ("3.4.2 链式求导", "## The chain rule, one link at a time"),
        ("3.4.3 反向传播", "## The backward pass"),
        ("3.4.4 参数更新", "## The update"),
        ("3.4.5 完整推导过程", "## The full derivation in one place"),
    ],
    "07_fitting_a_function": [
        ("4.实践:简单神经网络拟合函数", "# 7 Practice: fitting a function"),
        ("目标函数", "## What is to be learned"),
        ("更新权重和偏置", "## One update"),
        ("训练模型", "## Five thousand epochs"),
        ("可视化结果", "## What the two hidden units do"),
    ],
}


def headings(name: str) -> list[str]:
    """The headings of a chapter as they stand in its Markdown, in order."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    text = re.sub(r"^(```|~~~|:::).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^#{1,6} .*\S", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_of_the_article_has_its_section_here_in_order(name):
    ours = headings(name)
    wanted = [heading for _, heading in SECTIONS[name]]
    assert [heading for heading in wanted if heading not in ours] == []
    places = [ours.index(heading) for heading in wanted]
    assert places == sorted(places)


def test_one_section_of_ours_answers_one_of_the_articles():
    pairs = [(theirs, ours) for table in SECTIONS.values() for theirs, ours in table]
    assert len({theirs for theirs, _ in pairs}) == len({ours for _, ours in pairs}) == len(pairs)
